using Google.Protobuf;
using Grpc.Core;
using Momento.Protocol.Cache;
using Momento.Sdk.Auth;
using Momento.Sdk.Exceptions;

namespace Momento.Sdk.Internal;

/// <summary>Calls on items and collections: metadata, deadline, retries, and answers instead of exceptions.</summary>
internal sealed class DataCalls : IDisposable
{
    private const int MaxRetries = 3;

    private readonly MomentoChannel _channel;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _defaultTtl;

    public DataCalls(Config.IConfiguration config, ICredentialProvider credentials, TimeSpan defaultTtl)
    {
        _channel = new(credentials, credentials.CacheEndpoint, "cache", config.LoggerFactory);
        _timeout = config.TransportStrategy.GrpcConfig.Deadline;
        _defaultTtl = defaultTtl;
        Client = new(_channel.Invoker);
    }

    public Scs.ScsClient Client { get; }

    public static ByteString? Bytes(string? value) => value is null ? null : ByteString.CopyFromUtf8(value);

    public static ByteString? Bytes(byte[]? value) => value is null ? null : ByteString.CopyFrom(value);

    public ulong Milliseconds(TimeSpan? ttl) => Convert.ToUInt64((ttl ?? _defaultTtl).TotalMilliseconds);

    public void Dispose() => _channel.Dispose();

    /// <param name="request">Made only when <paramref name="check"/> found no fault.</param>
    /// <param name="idempotent">Whether the call may be made again when Momento failed or is unavailable.</param>
    public async Task<TResponse> SendAsync<TRequest, TReply, TResponse>(
        string cacheName,
        ArgumentCheck check,
        Func<TRequest> request,
        Func<TRequest, CallOptions, AsyncUnaryCall<TReply>> call,
        Func<TReply, TResponse> answer,
        Func<SdkException, TResponse> error,
        bool idempotent = true)
    {
        if (check.Fault is { } fault)
        {
            return error(fault);
        }

        var options = new CallOptions(new Metadata { { "cache", cacheName } }, Deadline.In(_timeout));
        TReply reply;
        try
        {
            reply = await CallAsync(request(), options, call, idempotent ? MaxRetries : 0);
        }
        catch (Exception e)
        {
            return error(CacheExceptionMapper.Convert(e, options.Headers));
        }

        return answer(reply);
    }

    private static async Task<TReply> CallAsync<TRequest, TReply>(
        TRequest request, CallOptions options, Func<TRequest, CallOptions, AsyncUnaryCall<TReply>> call, int retries)
    {
        while (true)
        {
            try
            {
                using var pending = call(request, options);
                return await pending.ResponseAsync;
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.Internal && retries-- > 0)
            {
                // At once, inside the same deadline.
            }
        }
    }
}
