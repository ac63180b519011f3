using Grpc.Core;
using Momento.Protocol.Cache;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Caches;

public sealed class ItemTests : EmulatorTests
{
    [Fact]
    public async Task A_stored_value_is_found_and_a_deleted_one_is_missed()
    {
        await Clients.SetAsync("key", "value");
        Assert.Equal("value", await Clients.GetAsync("key"));

        await Clients.Cache.DeleteAsync(new DeleteRequest { CacheKey = Bytes("key") }, In());
        Assert.Null(await Clients.GetAsync("key"));
    }

    [Fact]
    public async Task Caches_do_not_share_keys()
    {
        await Clients.SetAsync("key", "value");

        var other = await Clients.Cache.GetAsync(new GetRequest { CacheKey = Bytes("key") }, In(RunningEmulator.OtherCacheName));

        Assert.Equal(CacheResult.Miss, other.Result);
    }

    [Fact]
    public async Task A_value_is_gone_exactly_when_its_time_to_live_is_over()
    {
        await Clients.SetAsync("key", "value", ttl: 1_000);

        Emulator.Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal("value", await Clients.GetAsync("key"));

        Emulator.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await Clients.GetAsync("key"));
    }

    [Fact]
    public async Task Setting_again_starts_the_time_to_live_anew()
    {
        await Clients.SetAsync("key", "old", ttl: 1_000);
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(900));
        await Clients.SetAsync("key", "new", ttl: 1_000);
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(900));

        Assert.Equal("new", await Clients.GetAsync("key"));
    }

    public static TheoryData<string, string?, bool> Conditions => new()
    {
        { "present", null, false },
        { "present", "x", true },
        { "absent", null, true },
        { "absent", "x", false },
        { "equal", null, false },
        { "equal", "x", true },
        { "equal", "y", false },
        { "not_equal", null, true },
        { "not_equal", "x", false },
        { "not_equal", "y", true },
        { "present_and_not_equal", null, false },
        { "present_and_not_equal", "x", false },
        { "present_and_not_equal", "y", true },
        { "absent_or_equal", null, true },
        { "absent_or_equal", "x", true },
        { "absent_or_equal", "y", false },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public async Task A_value_is_stored_when_the_condition_about_x_holds(string condition, string? stored, bool isStored)
    {
        if (stored is not null)
        {
            await Clients.SetAsync("key", stored);
        }

        var response = await Clients.Cache.SetIfAsync(SetIf("key", condition), In());

        Assert.Equal(isStored, response.ResultCase == SetIfResponse.ResultOneofCase.Stored);
        Assert.Equal(isStored ? "new" : stored, await Clients.GetAsync("key"));
    }

    [Theory]
    [InlineData("present", true)]
    [InlineData("absent", false)]
    [InlineData("equal", false)]
    [InlineData("not_equal", true)]
    public async Task A_list_is_present_and_equals_no_value(string condition, bool isStored)
    {
        await Clients.Cache.ListPushBackAsync(new ListPushBackRequest { ListName = Bytes("key"), Value = Bytes("x"), TtlMilliseconds = 1 }, In());

        var response = await Clients.Cache.SetIfAsync(SetIf("key", condition), In());

        Assert.Equal(isStored, response.ResultCase == SetIfResponse.ResultOneofCase.Stored);
    }

    [Fact]
    public async Task Set_if_not_exists_stores_only_the_first_of_two_and_again_after_expiry()
    {
        var request = new SetIfNotExistsRequest { CacheKey = Bytes("key"), CacheBody = Bytes("value"), TtlMilliseconds = 1_000 };

        Assert.NotNull((await Clients.Cache.SetIfNotExistsAsync(request, In())).Stored);
        Assert.NotNull((await Clients.Cache.SetIfNotExistsAsync(request, In())).NotStored);

        Emulator.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull((await Clients.Cache.SetIfNotExistsAsync(request, In())).Stored);
    }

    [Fact]
    public async Task Only_one_of_many_concurrent_set_if_not_exists_is_stored()
    {
        var request = new SetIfNotExistsRequest { CacheKey = Bytes("key"), CacheBody = Bytes("value"), TtlMilliseconds = 1_000 };

        var responses = await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(_ => Clients.Cache.SetIfNotExistsAsync(request, In()).ResponseAsync));

        Assert.Single(responses, response => response.Stored is not null);
    }

    [Fact]
    public async Task Getting_a_list_as_a_value_fails_and_setting_a_value_replaces_the_list()
    {
        await Clients.Cache.ListPushBackAsync(new ListPushBackRequest { ListName = Bytes("key"), Value = Bytes("x"), TtlMilliseconds = 1 }, In());

        var failure = await Assert.ThrowsAsync<RpcException>(() => Clients.GetAsync("key"));
        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);

        await Clients.SetAsync("key", "value");
        Assert.Equal("value", await Clients.GetAsync("key"));
    }

    private static SetIfRequest SetIf(string key, string condition)
    {
        var request = new SetIfRequest { CacheKey = Bytes(key), CacheBody = Bytes("new"), TtlMilliseconds = 1_000 };
        var x = new Value { ValueToCheck = Bytes("x") };
        return condition switch
        {
            "present" => new SetIfRequest(request) { Present = new Present() },
            "absent" => new SetIfRequest(request) { Absent = new Absent() },
            "equal" => new SetIfRequest(request) { Equal = x },
            "not_equal" => new SetIfRequest(request) { NotEqual = x },
            "present_and_not_equal" => new SetIfRequest(request) { PresentAndNotEqual = x },
            "absent_or_equal" => new SetIfRequest(request) { AbsentOrEqual = x },
            _ => throw new ArgumentOutOfRangeException(nameof(condition)),
        };
    }
}
