using Grpc.Core;
using Grpc.Core.Interceptors;
using Momento.Protocol.PubSub;

namespace CourseComments.TestSupport;

/// <summary>Keeps messages from subscribers, as a topic does that drops them without a word.</summary>
/// <param name="drops">Whether the message with this sequence number is kept from them, each time that it is about to be sent.</param>
public sealed class LossySubscriptions(Func<ulong, bool> drops) : Interceptor
{
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(request, new Writer<TResponse>(responseStream, drops), context);

    private sealed class Writer<T>(IServerStreamWriter<T> writer, Func<ulong, bool> drops) : IServerStreamWriter<T>
    {
        public WriteOptions? WriteOptions { get => writer.WriteOptions; set => writer.WriteOptions = value; }

        public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

        public Task WriteAsync(T message, CancellationToken cancellationToken) =>
            message is SubscriptionItem { Item: { } item } && drops(item.TopicSequenceNumber)
                ? Task.CompletedTask
                : writer.WriteAsync(message, cancellationToken);
    }
}
