using Grpc.Core;
using Momento.Protocol.Cache;
using Momento.Protocol.PubSub;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Faults;

public sealed class FaultTests : EmulatorTests
{
    [Fact]
    public async Task The_methods_that_are_named_fail_with_the_status_that_is_named()
    {
        var faults = new Metadata { { "request-id", "1" }, { "return-error", "unavailable" }, { "error-rpcs", "get topic-publish set-if" } };

        Assert.Equal(StatusCode.Unavailable, await GetAsync(faults));
        Assert.Equal(StatusCode.Unavailable, await GetAsync(faults));
        Assert.Equal(StatusCode.Unavailable, await StatusAsync(async () => await Clients.Topics.PublishAsync(new PublishRequest(), With(faults))));
        Assert.Equal(StatusCode.Unavailable, await StatusAsync(async () => await Clients.Cache.SetIfNotExistsAsync(new SetIfNotExistsRequest(), With(faults))));
        Assert.Equal(StatusCode.OK, await StatusAsync(async () => await Clients.Cache.DeleteAsync(new DeleteRequest { CacheKey = Bytes("key") }, With(faults))));
    }

    [Fact]
    public async Task Counted_errors_end_for_calls_that_belong_together()
    {
        static Metadata Faults(string id) => new() { { "request-id", id }, { "return-error", "internal" }, { "error-rpcs", "get" }, { "error-count", "2" } };

        Assert.Equal(StatusCode.Internal, await GetAsync(Faults("a")));
        Assert.Equal(StatusCode.Internal, await GetAsync(Faults("b")));
        Assert.Equal(StatusCode.Internal, await GetAsync(Faults("a")));
        Assert.Equal(StatusCode.OK, await GetAsync(Faults("a")));
        Assert.Equal(StatusCode.Internal, await GetAsync(Faults("b")));
    }

    [Fact]
    public async Task A_call_is_delayed_as_often_and_as_long_as_asked_and_then_may_fail_as_well()
    {
        var faults = new Metadata
        {
            { "request-id", "1" }, { "delay-rpcs", "get" }, { "delay-ms", "1500" }, { "delay-count", "1" }, { "return-error", "aborted" }, { "error-rpcs", "get" },
        };
        var delayed = GetAsync(faults);
        var other = GetAsync(new Metadata { { "delay-rpcs", "set" }, { "delay-ms", "1500" } });
        Assert.Equal(StatusCode.OK, await other);
        Assert.False(delayed.IsCompleted);
        while (!delayed.IsCompleted)
        {
            // The call may not have arrived yet.
            Emulator.Time.Advance(TimeSpan.FromMilliseconds(1_500));
            await Task.WhenAny(delayed, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        Assert.Equal(StatusCode.Aborted, await delayed);
        Assert.Equal(StatusCode.Aborted, await GetAsync(faults));
    }

    [Fact]
    public async Task Every_call_takes_as_long_as_it_is_told_to()
    {
        await using var far = await RunningEmulator.StartAsync(("Emulator:Latency", "00:00:01"));
        var started = far.Time.GetUtcNow();
        var get = far.Clients().GetAsync("key");
        while (!get.IsCompleted)
        {
            far.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(get, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        Assert.Null(await get);
        Assert.True(far.Time.GetUtcNow() - started >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_stream_ends_with_an_error_after_as_many_messages_as_asked()
    {
        await Clients.PublishAsync("topic", "1");
        await Clients.PublishAsync("topic", "2");
        var faults = new Metadata { { "stream-error-rpcs", "topic-subscribe" }, { "stream-error", "not-found" }, { "stream-error-message-limit", "2" } };

        using var subscription = new TestSubscription(Clients.Topics.Subscribe(
            new SubscriptionRequest { CacheName = RunningEmulator.CacheName, Topic = "topic", ResumeAtTopicSequenceNumber = 1 }, faults));

        Assert.NotNull((await subscription.NextAsync()).Heartbeat);
        Assert.Equal("1", (await subscription.NextItemAsync()).Value.Text);
        Assert.Equal(StatusCode.NotFound, await subscription.EndAsync());
    }

    [Theory]
    [InlineData("broken", "1")]
    [InlineData("unavailable", "many")]
    public async Task What_is_not_understood_is_refused(string error, string count) => Assert.Equal(
        StatusCode.InvalidArgument, await GetAsync(new Metadata { { "error-rpcs", "get" }, { "return-error", error }, { "error-count", count } }));

    [Fact]
    public async Task Nothing_of_it_happens_unless_it_is_switched_on()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var faults = new Metadata { { "return-error", "unavailable" }, { "error-rpcs", "get" }, { "cache", RunningEmulator.CacheName } };

        await emulator.Clients().Cache.GetAsync(new GetRequest { CacheKey = Bytes("key") }, faults);
    }

    protected override (string Key, string Value)[] Settings() => [("Emulator:FaultInjection", "true")];

    private Task<StatusCode> GetAsync(Metadata faults) =>
        StatusAsync(async () => await Clients.Cache.GetAsync(new GetRequest { CacheKey = Bytes("key") }, With(faults)));

    private static CallOptions With(Metadata faults) => new([new Metadata.Entry("cache", RunningEmulator.CacheName), .. faults]);

    private static async Task<StatusCode> StatusAsync(Func<Task> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }
}
