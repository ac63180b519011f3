using Google.Protobuf;
using Grpc.Core;
using Momento.Protocol.Cache;
using static Momento.Emulator.Tests.MomentoClients;
using Condition = Momento.Protocol.Cache.SetIfHashRequest.ConditionOneofCase;

namespace Momento.Emulator.Tests.Caches;

public sealed class HashTests : EmulatorTests
{
    [Fact]
    public async Task The_hash_is_the_same_however_the_value_came_there()
    {
        await Clients.SetAsync("key", "value");
        var got = await GetAsync("key");
        var stored = await SetAsync("other", "value", Condition.Unconditional);

        Assert.Equal("value", got?.Value.ToStringUtf8());
        Assert.Equal(got?.Hash, stored);
        Assert.NotEqual(got?.Hash, await SetAsync("other", "another value", Condition.Unconditional));
        Assert.Null(await GetAsync("nothing"));
    }

    // Stored: nothing, a value of that hash, a value of another hash, a list.
    [Theory]
    [InlineData(Condition.PresentAndHashEqual, false, true, false, false)]
    [InlineData(Condition.PresentAndNotHashEqual, false, false, true, true)]
    [InlineData(Condition.AbsentOrHashEqual, true, true, false, false)]
    [InlineData(Condition.AbsentOrNotHashEqual, true, false, true, true)]
    [InlineData(Condition.Unconditional, true, true, true, true)]
    public async Task A_value_is_stored_when_its_condition_holds(Condition condition, bool absent, bool same, bool different, bool list)
    {
        await Clients.SetAsync("same", "value");
        await Clients.SetAsync("different", "different");
        await Clients.Cache.ListPushBackAsync(new ListPushBackRequest { ListName = Bytes("list"), Value = Bytes("value"), TtlMilliseconds = 1_000 }, In());
        var hash = (await GetAsync("same"))!.Hash;

        Assert.Equal(absent, await SetAsync("absent", "new", condition, hash) is not null);
        Assert.Equal(same, await SetAsync("same", "new", condition, hash) is not null);
        Assert.Equal(different, await SetAsync("different", "new", condition, hash) is not null);
        Assert.Equal(list, await SetAsync("list", "new", condition, hash) is not null);
        Assert.Equal(same ? "new" : "value", await Clients.GetAsync("same"));
    }

    [Fact]
    public async Task A_condition_is_needed_and_a_collection_has_no_hash()
    {
        await Clients.Cache.ListPushBackAsync(new ListPushBackRequest { ListName = Bytes("list"), Value = Bytes("value"), TtlMilliseconds = 1_000 }, In());

        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(Clients.Cache.SetIfHashAsync(Request("key", "value", Condition.None, null), In())));
        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(Clients.Cache.GetWithHashAsync(new GetWithHashRequest { CacheKey = Bytes("list") }, In())));
    }

    private async Task<GetWithHashResponse.Types.Found?> GetAsync(string key) =>
        (await Clients.Cache.GetWithHashAsync(new GetWithHashRequest { CacheKey = Bytes(key) }, In())).Found;

    private async Task<ByteString?> SetAsync(string key, string value, Condition condition, ByteString? hash = null) =>
        (await Clients.Cache.SetIfHashAsync(Request(key, value, condition, hash), In())).Stored?.NewHash;

    private static SetIfHashRequest Request(string key, string value, Condition condition, ByteString? hash)
    {
        var request = new SetIfHashRequest { CacheKey = Bytes(key), CacheBody = Bytes(value), TtlMilliseconds = 1_000 };
        var check = new Hash { HashToCheck = hash ?? ByteString.Empty };
        _ = condition switch
        {
            Condition.PresentAndHashEqual => request.PresentAndHashEqual = check,
            Condition.PresentAndNotHashEqual => request.PresentAndNotHashEqual = check,
            Condition.AbsentOrHashEqual => request.AbsentOrHashEqual = check,
            Condition.AbsentOrNotHashEqual => request.AbsentOrNotHashEqual = check,
            Condition.Unconditional => request.Unconditional = new Unconditional(),
            _ => (object?)null,
        };
        return request;
    }
}
