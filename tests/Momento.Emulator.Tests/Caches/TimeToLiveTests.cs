using Grpc.Core;
using Momento.Emulator.Tests.Auth;
using Momento.Protocol.Cache;
using Momento.Protocol.Permissions;
using static Momento.Emulator.Tests.MomentoClients;
using Update = Momento.Protocol.Cache.UpdateTtlRequest.UpdateTtlOneofCase;

namespace Momento.Emulator.Tests.Caches;

public sealed class TimeToLiveTests : EmulatorTests
{
    [Theory]
    [InlineData(Update.OverwriteToMilliseconds, 2_000, true)]
    [InlineData(Update.OverwriteToMilliseconds, 500, true)]
    [InlineData(Update.IncreaseToMilliseconds, 2_000, true)]
    [InlineData(Update.IncreaseToMilliseconds, 500, false)]
    [InlineData(Update.DecreaseToMilliseconds, 2_000, false)]
    [InlineData(Update.DecreaseToMilliseconds, 500, true)]
    public async Task A_time_to_live_is_updated_when_its_condition_holds(Update update, ulong milliseconds, bool updated)
    {
        await Clients.SetAsync("key", "value", ttl: 1_000);

        var response = await UpdateAsync(Clients, update, milliseconds);

        Assert.Equal(updated, response.Set is not null);
        Assert.Equal(!updated, response.NotSet is not null);
        Assert.Equal(updated ? milliseconds : 1_000, await RemainingAsync());
    }

    [Fact]
    public async Task An_item_lives_as_long_as_its_time_to_live_was_updated_to()
    {
        await Clients.Cache.SetUnionAsync(new SetUnionRequest { SetName = Bytes("key"), Elements = { Bytes("a") }, TtlMilliseconds = 1_000 }, In());
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(600));
        await UpdateAsync(Clients, Update.OverwriteToMilliseconds, 1_000);

        Emulator.Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(1ul, await RemainingAsync());
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await RemainingAsync());
    }

    [Fact]
    public async Task What_is_not_there_is_missing() =>
        Assert.NotNull((await UpdateAsync(Clients, Update.OverwriteToMilliseconds, 1_000)).Missing);

    [Theory]
    [InlineData(Update.None, 0)]
    [InlineData(Update.OverwriteToMilliseconds, 0)]
    [InlineData(Update.OverwriteToMilliseconds, 86_400_001)]
    public async Task No_time_or_more_than_a_day_is_refused(Update update, ulong milliseconds)
    {
        await Clients.SetAsync("key", "value");

        var failure = await Assert.ThrowsAsync<RpcException>(() => UpdateAsync(Clients, update, milliseconds));

        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
    }

    [Theory]
    [InlineData(CacheRole.WriteOnly, Update.OverwriteToMilliseconds, true)]
    [InlineData(CacheRole.WriteOnly, Update.IncreaseToMilliseconds, false)]
    [InlineData(CacheRole.ReadOnly, Update.OverwriteToMilliseconds, false)]
    [InlineData(CacheRole.ReadWrite, Update.DecreaseToMilliseconds, true)]
    public async Task Updating_is_writing_and_with_a_condition_reading_too(CacheRole role, Update update, bool allowed)
    {
        var clients = Emulator.Clients(await Clients.MintAsync([TokenScopes.Cache(role)]));

        var failure = await Record.ExceptionAsync(() => UpdateAsync(clients, update, 1_000));

        Assert.Equal(allowed ? null : StatusCode.PermissionDenied, (failure as RpcException)?.StatusCode);
    }

    private static Task<UpdateTtlResponse> UpdateAsync(MomentoClients clients, Update update, ulong milliseconds)
    {
        var request = new UpdateTtlRequest { CacheKey = Bytes("key") };
        switch (update)
        {
            case Update.OverwriteToMilliseconds:
                request.OverwriteToMilliseconds = milliseconds;
                break;
            case Update.IncreaseToMilliseconds:
                request.IncreaseToMilliseconds = milliseconds;
                break;
            case Update.DecreaseToMilliseconds:
                request.DecreaseToMilliseconds = milliseconds;
                break;
        }

        return clients.Cache.UpdateTtlAsync(request, In()).ResponseAsync;
    }

    private async Task<ulong?> RemainingAsync() =>
        (await Clients.Cache.ItemGetTtlAsync(new ItemGetTtlRequest { CacheKey = Bytes("key") }, In())).Found?.RemainingTtlMillis;
}
