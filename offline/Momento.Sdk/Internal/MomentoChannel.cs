using System.Runtime.InteropServices;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Momento.Sdk.Auth;

namespace Momento.Sdk.Internal;

/// <summary>One endpoint's channel, which adds what Momento wants to know with each call.</summary>
internal sealed class MomentoChannel : IDisposable
{
    private const int MaxMessageSize = 5_243_000;

    private readonly GrpcChannel _channel;
    private readonly string _authToken;
    private readonly string _agent;
    private int _introduced;

    /// <param name="part">The client's part of the <c>agent</c>: cache, topic or auth.</param>
    /// <param name="keepAlive">Off for channels that are hardly used, which would only be kept open by it.</param>
    public MomentoChannel(
        ICredentialProvider credentials, string endpoint, string part, ILoggerFactory loggerFactory, bool keepAlive = true)
    {
        _authToken = credentials.AuthToken;
        _agent = $"dotnet-standin:{part}:{typeof(MomentoChannel).Assembly.GetName().Version}";
        var scheme = credentials.SecureEndpoints ? "https" : "http";
        _channel = GrpcChannel.ForAddress($"{scheme}://{endpoint}", new GrpcChannelOptions
        {
            Credentials = credentials.SecureEndpoints ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure,
            LoggerFactory = loggerFactory,
            MaxReceiveMessageSize = MaxMessageSize,
            MaxSendMessageSize = MaxMessageSize,
            HttpHandler = Handler(keepAlive),
            DisposeHttpClient = true,
        });
        Invoker = _channel.Intercept(AddMetadata);
    }

    public CallInvoker Invoker { get; }

    public void Dispose() => _channel.Dispose();

    private static SocketsHttpHandler Handler(bool keepAlive) => new()
    {
        EnableMultipleHttp2Connections = true,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        KeepAlivePingDelay = keepAlive ? TimeSpan.FromSeconds(5) : Timeout.InfiniteTimeSpan,
        KeepAlivePingTimeout = keepAlive ? TimeSpan.FromSeconds(1) : Timeout.InfiniteTimeSpan,
        KeepAlivePingPolicy = keepAlive ? HttpKeepAlivePingPolicy.Always : HttpKeepAlivePingPolicy.WithActiveRequests,
    };

    private Metadata AddMetadata(Metadata ofCall)
    {
        // A copy: a retried call comes through here again with the same metadata.
        var metadata = new Metadata();
        foreach (var entry in ofCall)
        {
            metadata.Add(entry);
        }

        metadata.Add("authorization", _authToken);
        if (Interlocked.Exchange(ref _introduced, 1) == 0)
        {
            metadata.Add("agent", _agent);
            metadata.Add("runtime-version", RuntimeInformation.FrameworkDescription);
        }

        return metadata;
    }
}
