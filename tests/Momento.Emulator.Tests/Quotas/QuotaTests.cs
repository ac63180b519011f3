using System.Net;
using Grpc.Core;
using Momento.Emulator.Quotas;
using Momento.Emulator.Tests.Auth;
using Momento.Emulator.Tests.Webhooks;
using Momento.Protocol.Cache;
using Momento.Protocol.Permissions;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Quotas;

public sealed class QuotaTests : EmulatorTests
{
    private static readonly Permission[] ReadEverything = [TokenScopes.Cache(CacheRole.ReadOnly)];

    [Fact]
    public async Task Keys_and_tokens_are_minted_5_a_second_together()
    {
        for (var minted = 0; minted < AccountQuotas.MintedPerSecond; minted++)
        {
            await (minted % 2 == 0 ? Clients.MintAsync(ReadEverything) : (Task)Clients.GenerateKeyAsync(ReadEverything));
        }

        await ExceedsAsync("operations", () => Clients.MintAsync(ReadEverything));
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(200));
        await Clients.MintAsync(ReadEverything);
        await ExceedsAsync("operations", () => Clients.GenerateKeyAsync(ReadEverything));
    }

    [Fact]
    public async Task A_cache_takes_100_operations_and_10_messages_a_second_over_sdks_and_http_together()
    {
        for (var done = 0; done < AccountQuotas.CacheOperationsPerSecond; done++)
        {
            await Clients.GetAsync("key");
        }

        await ExceedsAsync("operations", () => Clients.GetAsync("key"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Emulator.Http().GetAsync(new Uri("cache/test-cache?key=key", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Emulator.Http().GetAsync(new Uri("cache/other-cache?key=key", UriKind.Relative))).StatusCode);

        for (var done = 0; done < AccountQuotas.PublishesPerSecond; done++)
        {
            await Clients.PublishAsync("topic", "text");
        }

        await ExceedsAsync("operations", () => Clients.PublishAsync("topic", "text"));
        Emulator.Time.Advance(TimeSpan.FromSeconds(1));
        await Clients.PublishAsync("topic", "text");
        await Clients.GetAsync("key");
    }

    [Fact]
    public async Task A_cache_takes_and_gives_1_MB_a_second_and_what_was_more_is_waited_for()
    {
        await Clients.SetAsync("key", new string('x', 600_000));
        await Clients.GetAsync("key");

        await ExceedsAsync("throughput", () => Clients.GetAsync("key"));
        await ExceedsAsync("throughput", () => Clients.PublishAsync("topic", "text"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Emulator.Http().GetAsync(new Uri("cache/test-cache?key=key", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Emulator.Http().GetAsync(new Uri("cache/other-cache?key=key", UriKind.Relative))).StatusCode);
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(140));
        await ExceedsAsync("throughput", () => Clients.GetAsync("key"));
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(30));
        await Clients.GetAsync("key");
    }

    [Fact]
    public async Task Two_elements_of_a_call_are_one_operation()
    {
        var values = Enumerable.Range(0, 101).Select(number => Bytes($"{number}")).ToArray();
        await Clients.Cache.ListConcatenateBackAsync(new ListConcatenateBackRequest { ListName = Bytes("list"), Values = { values }, TtlMilliseconds = 60_000 }, In());
        for (var done = 51; done < AccountQuotas.CacheOperationsPerSecond; done++)
        {
            await Clients.GetAsync("key");
        }

        await ExceedsAsync("operations", () => Clients.GetAsync("key"));
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(10));
        var fetched = await Clients.Cache.ListFetchAsync(new ListFetchRequest { ListName = Bytes("list") }, In());
        Assert.Equal(101, fetched.Found.Values.Count);
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(500));
        await ExceedsAsync("operations", () => Clients.GetAsync("key"));
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(20));
        await Clients.GetAsync("key");
    }

    [Fact]
    public async Task Throughput_is_what_goes_over_http_and_in_batches_as_well()
    {
        using var content = new ByteArrayContent(new byte[600_000]);
        (await Emulator.Http().PutAsync(new Uri("cache/test-cache?key=key&ttl_seconds=60", UriKind.Relative), content)).EnsureSuccessStatusCode();
        using (var batch = Clients.Cache.GetBatch(new GetBatchRequest { Items = { new GetRequest { CacheKey = Bytes("key") } } }, In(RunningEmulator.CacheName)))
        {
            await batch.ResponseStream.MoveNext(CancellationToken.None);
            Assert.Equal(600_000, batch.ResponseStream.Current.CacheBody.Length);
            Assert.False(await batch.ResponseStream.MoveNext(CancellationToken.None));
        }

        await ExceedsAsync("throughput", () => Clients.GetAsync("key"));
    }

    [Fact]
    public async Task A_cache_has_100_subscriptions_at_once()
    {
        var subscriptions = new List<TestSubscription>();
        for (var opened = 0; opened < AccountQuotas.Subscriptions; opened++)
        {
            subscriptions.Add(await Clients.SubscribeAsync("topic"));
        }

        using (var tooMany = Clients.Open("topic"))
        {
            Assert.Equal(StatusCode.ResourceExhausted, await tooMany.EndAsync());
        }

        using var elsewhere = await Clients.SubscribeAsync("topic", cache: RunningEmulator.OtherCacheName);
        subscriptions.ForEach(subscription => subscription.Dispose());
    }

    [Fact]
    public async Task A_webhook_gets_5_events_a_second_and_the_others_are_dropped()
    {
        await using var receiver = await WebhookReceiver.StartAsync(200);
        await WebhookRpcTests.PutAsync(Clients, receiver.Url);
        for (var published = 0; published < AccountQuotas.DeliveriesPerSecond + 3; published++)
        {
            await Clients.PublishAsync("topic", "text");
        }

        Emulator.Time.Advance(TimeSpan.FromSeconds(1));
        await Clients.PublishAsync("topic", "last");
        for (var received = 0; received < AccountQuotas.DeliveriesPerSecond + 1; received++)
        {
            await receiver.NextAsync();
        }

        await Emulator.StopAsync();
        Assert.Equal(0, receiver.Waiting);
    }

    [Fact]
    public async Task A_cache_has_5_webhooks_which_can_still_be_changed()
    {
        for (var put = 0; put < AccountQuotas.WebhooksPerCache; put++)
        {
            await WebhookRpcTests.PutAsync(Clients, "http://127.0.0.1:1/hook", name: $"{put}");
        }

        await WebhookRpcTests.PutAsync(Clients, "http://127.0.0.1:1/other", name: "0");
        var failure = await Assert.ThrowsAsync<RpcException>(() => WebhookRpcTests.PutAsync(Clients, "http://127.0.0.1:1/hook", name: "one more"));
        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    protected override (string Key, string Value)[] Settings() => [("Emulator:Quotas", "true")];

    /// <summary>SDKs know which limit it was by a word in the message, or by the trailer.</summary>
    private static async Task ExceedsAsync(string word, Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
        Assert.Contains(word, failure.Status.Detail, StringComparison.Ordinal);
        Assert.Equal($"{word}_rate_limit_exceeded", failure.Trailers.GetValue("err"));
    }
}
