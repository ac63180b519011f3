using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Emulator.Quotas;
using Momento.Protocol.Common;
using Momento.Protocol.PubSub;

namespace Momento.Emulator.Topics;

/// <summary>Publishes to topics and streams them to subscribers.</summary>
internal sealed class PubsubService(
    CallGuard guard, TopicPublisher publisher, AccountQuotas quotas, TimeProvider time, IHostApplicationLifetime lifetime) : Pubsub.PubsubBase
{
    private static readonly Empty Published = new();

    public override async Task<Empty> Publish(PublishRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, TopicAccess.Publish, request.CacheName, request.Topic, out var credential);
        await publisher.PublishAsync(cache, request.Topic, request.Value, credential);
        return Published;
    }

    public override async Task Subscribe(
        SubscriptionRequest request, IServerStreamWriter<SubscriptionItem> responseStream, ServerCallContext context)
    {
        var cache = guard.Open(context, TopicAccess.Subscribe, request.CacheName, request.Topic, out var credential);
        using var slot = quotas.Subscribe(cache.Name);
        using var reader = cache.Topics.Open(request.Topic, request.ResumeAtTopicSequenceNumber, request.SequencePage);
        using var subscription = new Subscription(
            reader, cache, credential, time, context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await subscription.RunAsync(responseStream);
        }
        catch (Exception) when (context.CancellationToken.IsCancellationRequested)
        {
            // The client has gone: there is nobody to tell.
        }
    }
}
