using Grpc.Core;
using Momento.Protocol.PubSub;
using Momento.Sdk;
using Momento.Sdk.Config;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Responses;

namespace MomentoSdk.Tests;

public sealed class TopicClientTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _patience = new(Patience);
    private FakeMomento _server = null!;
    private TopicClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeMomento.StartAsync();
        _client = new(TopicConfigurations.Laptop.latest(), _server.Credentials);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        _patience.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Publishing_names_cache_and_topic_in_the_message()
    {
        Assert.IsType<TopicPublishResponse.Success>(await _client.PublishAsync("cache", "topic", "text"));
        Assert.IsType<TopicPublishResponse.Success>(await _client.PublishAsync("cache", "topic", [1, 2]));

        var requests = _server.Calls.Select(c => (PublishRequest)c.Request).ToArray();
        Assert.Equal(("cache", "topic", "text"), (requests[0].CacheName, requests[0].Topic, requests[0].Value.Text));
        Assert.Equal([1, 2], requests[1].Value.Binary.ToByteArray());
        Assert.IsType<TopicPublishResponse.Error>(await _client.PublishAsync("cache", null!, "text"));
    }

    [Fact]
    public async Task A_subscription_delivers_messages_and_keeps_system_events_out()
    {
        Send(
            FakeMomento.Heartbeat(),
            FakeMomento.Text(1, "first", "learner"),
            new SubscriptionItem { Discontinuity = new() { LastTopicSequence = 1, NewTopicSequence = 4, NewSequencePage = 8 } },
            FakeMomento.Heartbeat(),
            FakeMomento.Text(5, "second"));
        using var subscription = await SubscribeAsync();

        await using var messages = subscription.GetAsyncEnumerator(_patience.Token);
        var first = await NextAsync<TopicMessage, TopicMessage.Text>(messages);
        var second = await NextAsync<TopicMessage, TopicMessage.Text>(messages);

        Assert.Equal(("first", 1ul, 7ul, "learner"), (first.Value, first.TopicSequenceNumber, first.TopicSequencePage, first.TokenId));
        Assert.Equal(("second", null), (second.Value, second.TokenId));
    }

    [Fact]
    public async Task All_events_include_heartbeats_and_discontinuities()
    {
        Send(
            FakeMomento.Heartbeat(),
            FakeMomento.Heartbeat(),
            new SubscriptionItem { Discontinuity = new() { LastTopicSequence = 1, NewTopicSequence = 4, NewSequencePage = 8 } },
            new SubscriptionItem { Item = new() { TopicSequenceNumber = 4, Value = new() { Binary = Google.Protobuf.ByteString.CopyFrom(9) } } });
        using var subscription = await SubscribeAsync();

        await using var events = subscription.WithCancellationForAllEvents(_patience.Token).GetAsyncEnumerator();
        await NextAsync<ITopicEvent, TopicSystemEvent.Heartbeat>(events);
        var gap = await NextAsync<ITopicEvent, TopicSystemEvent.Discontinuity>(events);
        var item = await NextAsync<ITopicEvent, TopicMessage.Binary>(events);

        Assert.Equal((1ul, 4ul, 8ul), (gap.LastKnownSequenceNumber, gap.SequenceNumber, gap.SequencePage));
        Assert.Equal([9], item.Value);
    }

    [Fact]
    public async Task Resuming_sends_number_and_page()
    {
        Send(FakeMomento.Heartbeat());
        using var subscription = Assert.IsType<TopicSubscribeResponse.Subscription>(
            await _client.SubscribeAsync("cache", "topic", 12, 3).WaitAsync(Patience));

        var request = Assert.IsType<SubscriptionRequest>(Assert.Single(_server.Calls).Request);
        Assert.Equal((12ul, 3ul), (request.ResumeAtTopicSequenceNumber, request.SequencePage));
    }

    [Fact]
    public async Task A_stream_that_does_not_start_with_a_heartbeat_is_an_error()
    {
        Send(FakeMomento.Text(1, "too early"));

        var error = Assert.IsType<TopicSubscribeResponse.Error>(await _client.SubscribeAsync("cache", "topic").WaitAsync(Patience));

        Assert.Equal(MomentoErrorCode.INTERNAL_SERVER_ERROR, error.ErrorCode);
    }

    [Fact]
    public async Task A_stream_that_stays_silent_is_a_timeout_and_is_given_up()
    {
        using var client = new TopicClient(
            TopicConfigurations.InRegion.Default.Latest().WithClientTimeout(TimeSpan.FromMilliseconds(300)), _server.Credentials);

        var error = Assert.IsType<TopicSubscribeResponse.Error>(await client.SubscribeAsync("cache", "topic").WaitAsync(Patience));

        Assert.Equal(MomentoErrorCode.TIMEOUT_ERROR, error.ErrorCode);
        await _server.StreamGone.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_fault_for_good_ends_the_enumeration_with_the_error_as_current()
    {
        Send(FakeMomento.Heartbeat(), new RpcException(new Status(StatusCode.NotFound, "the cache was deleted")));
        using var subscription = await SubscribeAsync();

        await using var messages = subscription.GetAsyncEnumerator(_patience.Token);

        Assert.False(await messages.MoveNextAsync().AsTask().WaitAsync(Patience));
        Assert.Equal(MomentoErrorCode.NOT_FOUND_ERROR, Assert.IsType<TopicMessage.Error>(messages.Current).ErrorCode);
    }

    [Fact]
    public async Task A_fault_that_may_pass_is_healed_by_resuming_at_the_last_message()
    {
        Send(
            FakeMomento.Heartbeat(),
            FakeMomento.Text(41, "before"),
            new RpcException(new Status(StatusCode.Unavailable, "gone")),
            FakeMomento.Heartbeat(),
            FakeMomento.Text(42, "after"));
        using var subscription = await SubscribeAsync();

        await using var messages = subscription.GetAsyncEnumerator(_patience.Token);
        await NextAsync<TopicMessage, TopicMessage.Text>(messages);
        Assert.Equal("after", (await NextAsync<TopicMessage, TopicMessage.Text>(messages)).Value);

        var again = (SubscriptionRequest)_server.Calls.Last().Request;
        Assert.Equal((41ul, 7ul), (again.ResumeAtTopicSequenceNumber, again.SequencePage));
    }

    [Fact]
    public async Task Disposing_a_subscription_ends_its_enumeration_and_the_stream()
    {
        Send(FakeMomento.Heartbeat());
        var subscription = await SubscribeAsync();
        await using var messages = subscription.GetAsyncEnumerator();
        var waiting = messages.MoveNextAsync().AsTask();

        subscription.Dispose();

        Assert.False(await waiting.WaitAsync(Patience));
        Assert.False(await messages.MoveNextAsync().AsTask().WaitAsync(Patience));
        await _server.StreamGone.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Cancelling_an_enumeration_ends_it_without_an_exception()
    {
        Send(FakeMomento.Heartbeat());
        using var subscription = await SubscribeAsync();
        using var cancelled = new CancellationTokenSource();
        await using var messages = subscription.WithCancellation(cancelled.Token).GetAsyncEnumerator();
        var waiting = messages.MoveNextAsync().AsTask();

        await cancelled.CancelAsync();

        Assert.False(await waiting.WaitAsync(Patience));
    }

    private static async Task<TExpected> NextAsync<TEvent, TExpected>(IAsyncEnumerator<TEvent?> events)
        where TExpected : TEvent
    {
        Assert.True(await events.MoveNextAsync().AsTask().WaitAsync(Patience));
        return Assert.IsType<TExpected>(events.Current);
    }

    private void Send(params object[] items) => Assert.All(items, i => Assert.True(_server.Stream.Writer.TryWrite(i)));

    private async Task<TopicSubscribeResponse.Subscription> SubscribeAsync() =>
        Assert.IsType<TopicSubscribeResponse.Subscription>(await _client.SubscribeAsync("cache", "topic").WaitAsync(Patience));
}
