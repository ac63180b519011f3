using Grpc.Core;
using Grpc.Net.Client;
using Momento.Protocol.PubSub;
using Momento.Sdk.Auth;

namespace Momento.Client;

/// <inheritdoc cref="ITopicPublisher"/>
internal sealed class TopicPublisher : ITopicPublisher, IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly Pubsub.PubsubClient _client;
    private readonly TimeSpan _timeout;

    public TopicPublisher(ICredentialProvider endpoints, TimeSpan timeout)
    {
        var scheme = endpoints.SecureEndpoints ? "https" : "http";
        _channel = GrpcChannel.ForAddress($"{scheme}://{endpoints.CacheEndpoint}", new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                KeepAlivePingDelay = TimeSpan.FromSeconds(5),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(1),
            },
            DisposeHttpClient = true,
        });
        _client = new(_channel);
        _timeout = timeout;
    }

    public async Task<TopicPublishOutcome> PublishAsync(
        string cacheName, string topicName, string text, string authToken, CancellationToken cancellationToken)
    {
        var token = MomentoKey.Unwrap(authToken);
        if (!MomentoKey.IsSendable(token))
        {
            return TopicPublishOutcome.Unauthenticated;
        }

        var request = new PublishRequest { CacheName = cacheName, Topic = topicName, Value = new() { Text = text } };
        // gRPC measures deadlines by the machine's clock, whatever clock the application has.
        var deadline = TimeProvider.System.GetUtcNow().Add(_timeout).UtcDateTime;
        try
        {
            await _client.PublishAsync(request, new Metadata { { "authorization", token } }, deadline, cancellationToken);
            return TopicPublishOutcome.Accepted;
        }
        catch (RpcException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Outcome(e.StatusCode);
        }
    }

    public void Dispose() => _channel.Dispose();

    private static TopicPublishOutcome Outcome(StatusCode status) => status switch
    {
        StatusCode.Unauthenticated => TopicPublishOutcome.Unauthenticated,
        StatusCode.PermissionDenied => TopicPublishOutcome.PermissionDenied,
        StatusCode.NotFound => TopicPublishOutcome.CacheNotFound,
        StatusCode.InvalidArgument or StatusCode.OutOfRange => TopicPublishOutcome.InvalidArgument,
        StatusCode.ResourceExhausted => TopicPublishOutcome.LimitExceeded,
        StatusCode.Unavailable or StatusCode.DeadlineExceeded => TopicPublishOutcome.Unavailable,
        _ => TopicPublishOutcome.Failed,
    };
}
