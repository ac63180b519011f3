using Grpc.Core;
using Momento.Protocol.Control;
using Momento.Sdk.Auth;
using Momento.Sdk.Exceptions;

namespace Momento.Sdk.Internal;

/// <summary>Calls on caches: a deadline of their own, no retries.</summary>
internal sealed class ControlCalls : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly MomentoChannel _channel;

    public ControlCalls(Config.IConfiguration config, ICredentialProvider credentials)
    {
        _channel = new(credentials, credentials.ControlEndpoint, "cache", config.LoggerFactory, keepAlive: false);
        Client = new(_channel.Invoker);
    }

    public ScsControl.ScsControlClient Client { get; }

    public void Dispose() => _channel.Dispose();

    public static ArgumentCheck CheckName(string? cacheName) =>
        new(string.IsNullOrWhiteSpace(cacheName) ? new InvalidArgumentException("Cache name must be nonempty") : null);

    public static async Task<TResponse> SendAsync<TReply, TResponse>(
        ArgumentCheck check,
        Func<CallOptions, AsyncUnaryCall<TReply>> call,
        Func<TReply, TResponse> answer,
        Func<SdkException, TResponse> error)
    {
        if (check.Fault is { } fault)
        {
            return error(fault);
        }

        try
        {
            using var pending = call(new CallOptions(deadline: Deadline.In(Timeout)));
            return answer(await pending.ResponseAsync);
        }
        catch (Exception e)
        {
            return error(CacheExceptionMapper.Convert(e));
        }
    }
}
