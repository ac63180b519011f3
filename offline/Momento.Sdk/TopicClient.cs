using Grpc.Core;
using Momento.Protocol.PubSub;
using Momento.Sdk.Auth;
using Momento.Sdk.Config;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Internal;
using Momento.Sdk.Responses;

namespace Momento.Sdk;

/// <inheritdoc cref="ITopicClient"/>
public class TopicClient : ITopicClient
{
    private readonly MomentoChannel _channel;
    private readonly Pubsub.PubsubClient _client;
    private readonly TimeSpan _timeout;

    public TopicClient(ITopicConfiguration config, ICredentialProvider authProvider)
    {
        _channel = new(authProvider, authProvider.CacheEndpoint, "topic", config.LoggerFactory);
        _client = new(_channel.Invoker);
        _timeout = config.TransportStrategy.GrpcConfig.Deadline;
    }

    public Task<TopicPublishResponse> PublishAsync(string cacheName, string topicName, byte[] value) => PublishAsync(
        cacheName,
        topicName,
        ArgumentCheck.NotNull(cacheName).AndNotNull(topicName).AndNotNull(value),
        () => new TopicValue { Binary = DataCalls.Bytes(value) });

    public Task<TopicPublishResponse> PublishAsync(string cacheName, string topicName, string value) => PublishAsync(
        cacheName,
        topicName,
        ArgumentCheck.NotNull(cacheName).AndNotNull(topicName).AndNotNull(value),
        () => new TopicValue { Text = value });

    public async Task<TopicSubscribeResponse> SubscribeAsync(
        string cacheName, string topicName, ulong? resumeAtSequenceNumber = null, ulong? resumeAtSequencePage = null)
    {
        if (ArgumentCheck.NotNull(cacheName).AndNotNull(topicName).Fault is { } fault)
        {
            return new TopicSubscribeResponse.Error(fault);
        }

        var stream = new SubscriptionStream(
            _client, cacheName, topicName, resumeAtSequenceNumber ?? 0, resumeAtSequencePage ?? 0, _timeout);
        try
        {
            await stream.SubscribeAsync();
            return new TopicSubscribeResponse.Subscription(stream.NextAsync, stream.Dispose);
        }
        catch (Exception e)
        {
            stream.Dispose();
            return new TopicSubscribeResponse.Error(CacheExceptionMapper.Convert(e));
        }
    }

    public void Dispose()
    {
        _channel.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<TopicPublishResponse> PublishAsync(
        string cacheName, string topicName, ArgumentCheck check, Func<TopicValue> value)
    {
        if (check.Fault is { } fault)
        {
            return new TopicPublishResponse.Error(fault);
        }

        try
        {
            var request = new PublishRequest { CacheName = cacheName, Topic = topicName, Value = value() };
            await _client.PublishAsync(request, new CallOptions(deadline: Deadline.In(_timeout)));
            return new TopicPublishResponse.Success();
        }
        catch (Exception e)
        {
            return new TopicPublishResponse.Error(CacheExceptionMapper.Convert(e));
        }
    }
}
