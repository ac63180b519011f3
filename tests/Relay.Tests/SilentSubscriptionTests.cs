using System.Reflection;
using CourseComments.TestSupport;
using Momento.Sdk;
using Momento.Sdk.Responses;

namespace CourseComments.Relay.Tests;

/// <summary>A subscription from which nothing comes, no heartbeat either.</summary>
public sealed class SilentSubscriptionTests : IAsyncLifetime
{
    private readonly RelayFixture _relay = new RelayFixture().With("Relay:HeartbeatTimeout", "00:00:02");

    public Task InitializeAsync() => _relay.InitializeAsync();

    public Task DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task It_is_ended_when_the_relay_subscribes_again()
    {
        var ended = new TaskCompletionSource();
        _relay.Start(topics: inner => SilentAtFirst.Of(inner, ended));
        await _relay.LoggedAsync("subscribing again");

        await Eventually.IsSoAsync("the end of the silent subscription", () => ended.Task.IsCompleted);
        await _relay.PublishAsync("123", "Great course!");
        await _relay.CheckpointedAsync(1);
    }

    /// <summary>A topic client whose first subscription is silent, and notices when whoever enumerates it goes away.</summary>
    public class SilentAtFirst : DispatchProxy
    {
        private ITopicClient _inner = null!;
        private TaskCompletionSource _ended = null!;
        private int _subscriptions;

        public static ITopicClient Of(ITopicClient inner, TaskCompletionSource ended)
        {
            var client = Create<ITopicClient, SilentAtFirst>();
            var silent = (SilentAtFirst)client;
            (silent._inner, silent._ended) = (inner, ended);
            return client;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == nameof(ITopicClient.SubscribeAsync) && Interlocked.Increment(ref _subscriptions) == 1
                ? Task.FromResult<TopicSubscribeResponse>(new TopicSubscribeResponse.Subscription(WaitAsync, () => { }))
                : targetMethod.Invoke(_inner, args);

        private async ValueTask<ITopicEvent?> WaitAsync(CancellationToken cancellationToken)
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _ended.SetResult();
            return null;
        }
    }
}
