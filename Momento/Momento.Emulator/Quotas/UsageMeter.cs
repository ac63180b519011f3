using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Momento.Protocol.PubSub;

namespace Momento.Emulator.Quotas;

/// <summary>Counts the bytes of calls that were answered, and their operations beyond the first. What subscriptions deliver is not counted: a message is, once, when it is published.</summary>
internal sealed class UsageMeter(AccountQuotas quotas) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var response = await continuation(request, context);
        quotas.Used(CacheOf(request, context), SizeOf(request) + SizeOf(response), OperationCost.Of(request, response));
        return response;
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        if (request is SubscriptionRequest)
        {
            await continuation(request, responseStream, context);
            return;
        }

        var counted = new CountedStream<TResponse>(responseStream);
        await continuation(request, counted, context);
        quotas.Used(CacheOf(request, context), SizeOf(request) + counted.Size);
    }

    private static string CacheOf<TRequest>(TRequest request, ServerCallContext context) =>
        request is PublishRequest publish ? publish.CacheName : context.RequestHeaders.GetValue("cache") ?? "";

    private static long SizeOf<T>(T message) => message is IMessage sized ? sized.CalculateSize() : 0;

    private sealed class CountedStream<T>(IServerStreamWriter<T> inner) : IServerStreamWriter<T>
    {
        public long Size { get; private set; }

        public WriteOptions? WriteOptions
        {
            get => inner.WriteOptions;
            set => inner.WriteOptions = value;
        }

        public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

        public Task WriteAsync(T message, CancellationToken cancellationToken)
        {
            Size += SizeOf(message);
            return inner.WriteAsync(message, cancellationToken);
        }
    }
}
