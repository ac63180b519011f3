using Google.Protobuf;
using Grpc.Core;
using Momento.Emulator.Tests.Auth;
using Momento.Protocol.Control;
using Momento.Protocol.Permissions;
using Momento.Protocol.PubSub;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Topics;

public sealed class TopicTests : EmulatorTests
{
    [Fact]
    public async Task Every_subscriber_receives_messages_in_order_numbered_from_one()
    {
        using var first = await Clients.SubscribeAsync("topic");
        using var second = await Emulator.Clients().SubscribeAsync("topic");
        using var other = await Clients.SubscribeAsync("other");

        await Clients.PublishAsync("topic", "a");
        await Clients.PublishAsync("topic", "b");
        await Clients.PublishAsync("other", "c");

        foreach (var subscription in new[] { first, second })
        {
            var (a, b) = (await subscription.NextItemAsync(), await subscription.NextItemAsync());
            Assert.Equal(("a", 1ul), (a.Value.Text, a.TopicSequenceNumber));
            Assert.Equal(("b", 2ul), (b.Value.Text, b.TopicSequenceNumber));
            Assert.Equal(a.SequencePage, b.SequencePage);
            Assert.NotEqual(0ul, a.SequencePage);
            Assert.Equal("", a.PublisherId);
        }

        Assert.Equal("c", (await other.NextItemAsync()).Value.Text);
    }

    [Fact]
    public async Task Binary_messages_stay_binary()
    {
        using var subscription = await Clients.SubscribeAsync("topic");
        var bytes = ByteString.CopyFrom(0, 255, 128);

        await Clients.Topics.PublishAsync(
            new PublishRequest { CacheName = RunningEmulator.CacheName, Topic = "topic", Value = new TopicValue { Binary = bytes } }, In(null));

        Assert.Equal(bytes, (await subscription.NextItemAsync()).Value.Binary);
    }

    [Fact]
    public async Task An_item_carries_the_token_id_of_its_publisher()
    {
        using var subscription = await Clients.SubscribeAsync("topic");
        var token = await Clients.MintAsync([TokenScopes.Topic(TopicRole.PublishOnly)], tokenId: "learner-7");

        await Emulator.Clients(token).PublishAsync("topic", "text");

        Assert.Equal("learner-7", (await subscription.NextItemAsync()).PublisherId);
    }

    [Fact]
    public async Task A_heartbeat_comes_every_second()
    {
        using var subscription = await Clients.SubscribeAsync("topic");

        for (var second = 0; second < 3; second++)
        {
            Emulator.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.NotNull((await subscription.NextAsync()).Heartbeat);
        }
    }

    [Fact]
    public async Task A_new_subscription_starts_with_the_next_message()
    {
        await Clients.PublishAsync("topic", "before");
        using var subscription = await Clients.SubscribeAsync("topic");
        await Clients.PublishAsync("topic", "after");

        var item = await subscription.NextItemAsync();

        Assert.Equal(("after", 2ul), (item.Value.Text, item.TopicSequenceNumber));
    }

    [Fact]
    public async Task Resuming_at_one_replays_what_is_kept()
    {
        await PublishAsync(3);
        using var subscription = await Clients.SubscribeAsync("topic", resumeAt: 1);

        Assert.Equal((1ul, 2ul, 3ul), (await NumberAsync(subscription), await NumberAsync(subscription), await NumberAsync(subscription)));
    }

    [Fact]
    public async Task Resuming_goes_on_at_the_number_given_without_a_discontinuity()
    {
        var page = await PublishAsync(3);
        using var subscription = await Clients.SubscribeAsync("topic", resumeAt: 3, page);
        using var atTheEnd = await Clients.SubscribeAsync("topic", resumeAt: 4, page);
        await PublishAsync(1);

        Assert.Equal((3ul, 4ul), (await NumberAsync(subscription), await NumberAsync(subscription)));
        Assert.Equal(4ul, await NumberAsync(atTheEnd));
    }

    [Fact]
    public async Task Resuming_on_another_page_is_a_discontinuity_and_then_all_that_is_kept()
    {
        var page = await PublishAsync(2);
        using var subscription = await Clients.SubscribeAsync("topic", resumeAt: 2, page - 1);

        var discontinuity = await subscription.NextDiscontinuityAsync();

        Assert.Equal((0ul, 0ul, page), (discontinuity.LastTopicSequence, discontinuity.NewTopicSequence, discontinuity.NewSequencePage));
        Assert.Equal(1ul, await NumberAsync(subscription));
    }

    [Fact]
    public async Task Resuming_at_a_number_that_never_was_is_a_discontinuity()
    {
        var page = await PublishAsync(2);
        using var subscription = await Clients.SubscribeAsync("topic", resumeAt: 17, page);

        await subscription.NextDiscontinuityAsync();

        Assert.Equal(1ul, await NumberAsync(subscription));
    }

    [Fact]
    public async Task Resuming_at_a_number_no_longer_kept_is_a_discontinuity_and_then_the_oldest()
    {
        var page = await PublishAsync(1_010);
        using var subscription = await Clients.SubscribeAsync("topic", resumeAt: 5, page);

        var discontinuity = await subscription.NextDiscontinuityAsync();

        Assert.Equal((4ul, 10ul, page), (discontinuity.LastTopicSequence, discontinuity.NewTopicSequence, discontinuity.NewSequencePage));
        Assert.Equal(11ul, await NumberAsync(subscription));
    }

    [Fact]
    public async Task Deleting_a_cache_ends_its_subscriptions_as_not_found()
    {
        using var subscription = await Clients.SubscribeAsync("topic");
        using var other = await Clients.SubscribeAsync("topic", cache: RunningEmulator.OtherCacheName);

        await Clients.Control.DeleteCacheAsync(new DeleteCacheRequest { CacheName = RunningEmulator.CacheName }, In(null));
        await Clients.PublishAsync("topic", "still here", RunningEmulator.OtherCacheName);

        Assert.Equal(StatusCode.NotFound, await subscription.EndAsync());
        Assert.Equal("still here", (await other.NextItemAsync()).Value.Text);
    }

    [Fact]
    public async Task A_subscription_ends_when_its_token_expires_and_gets_nothing_after()
    {
        var token = await Clients.MintAsync([TokenScopes.Topic(TopicRole.SubscribeOnly)], validForSeconds: 5);
        using var subscription = await Emulator.Clients(token).SubscribeAsync("topic");

        Emulator.Time.Advance(TimeSpan.FromSeconds(5));
        await Clients.PublishAsync("topic", "too late");

        Assert.Equal(StatusCode.Unauthenticated, await subscription.EndAsync());
    }

    [Fact]
    public async Task Stopping_ends_subscriptions_as_unavailable()
    {
        using var subscription = await Clients.SubscribeAsync("topic");

        var stopping = Emulator.StopAsync();

        Assert.Equal(StatusCode.Unavailable, await subscription.EndAsync());
        await stopping.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Publishes to the topic and returns its page.</summary>
    private async Task<ulong> PublishAsync(int count)
    {
        using var subscription = await Clients.SubscribeAsync("topic");
        await Clients.PublishAsync("topic", "first");
        await Task.WhenAll(Enumerable.Range(1, count - 1).Select(number => Clients.PublishAsync("topic", $"{number}")));
        return (await subscription.NextItemAsync()).SequencePage;
    }

    private static async Task<ulong> NumberAsync(TestSubscription subscription) =>
        (await subscription.NextItemAsync()).TopicSequenceNumber;
}
