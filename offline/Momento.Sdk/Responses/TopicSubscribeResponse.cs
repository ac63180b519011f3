using Momento.Sdk.Exceptions;

namespace Momento.Sdk.Responses;

/// <summary>A subscription, or why there is none.</summary>
public abstract class TopicSubscribeResponse
{
    /// <summary>
    /// A live subscription. Enumerating it leaves system events out; <see cref="WithCancellationForAllEvents"/> has them.
    /// An enumeration ends (without throwing) when it is cancelled, when the subscription is disposed, or when the topic
    /// failed for good: then <c>Current</c> is a <see cref="TopicMessage.Error"/>, which a <c>foreach</c> does not get to see.
    /// </summary>
    public class Subscription(Func<CancellationToken, ValueTask<ITopicEvent?>> moveNextFunction, Action disposalAction)
        : TopicSubscribeResponse, IDisposable, IAsyncEnumerable<TopicMessage?>
    {
        private volatile bool _disposed;

        public IAsyncEnumerable<TopicMessage?> WithCancellation(CancellationToken cancellationToken) =>
            new Once<TopicMessage>(GetAsyncEnumerator(cancellationToken));

        public IAsyncEnumerable<ITopicEvent?> WithCancellationForAllEvents(CancellationToken cancellationToken) =>
            new Once<ITopicEvent>(new Enumerator<ITopicEvent>(this, cancellationToken));

        public IAsyncEnumerator<TopicMessage?> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
            new Enumerator<TopicMessage>(this, cancellationToken);

        public void Dispose()
        {
            _disposed = true;
            disposalAction();
            GC.SuppressFinalize(this);
        }

        private ValueTask<ITopicEvent?> NextAsync(CancellationToken cancellationToken) =>
            _disposed || cancellationToken.IsCancellationRequested ? default : moveNextFunction(cancellationToken);

        private sealed class Enumerator<T>(Subscription subscription, CancellationToken cancellationToken) : IAsyncEnumerator<T?>
            where T : class, ITopicEvent
        {
            public T? Current { get; private set; }

            public async ValueTask<bool> MoveNextAsync()
            {
                ITopicEvent? next;
                do
                {
                    next = await subscription.NextAsync(cancellationToken);
                }
                while (next is not (null or T));

                Current = (T?)next;
                return next is not (null or TopicMessage.Error);
            }

            public ValueTask DisposeAsync() => default;
        }
    }

    private sealed class Once<T>(IAsyncEnumerator<T?> enumerator) : IAsyncEnumerable<T?>
    {
        public IAsyncEnumerator<T?> GetAsyncEnumerator(CancellationToken cancellationToken = default) => enumerator;
    }

    public class Error(SdkException error) : TopicSubscribeResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}
