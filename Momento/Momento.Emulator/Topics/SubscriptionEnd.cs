using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Emulator.Caches;

namespace Momento.Emulator.Topics;

/// <summary>Watches for everything that ends a subscription, and wakes its reader when that happens.</summary>
internal sealed class SubscriptionEnd : IDisposable
{
    private readonly TopicReader _reader;
    private readonly CacheStore _cache;
    private readonly Credential _credential;
    private readonly TimeProvider _time;
    private readonly CancellationToken _client;
    private readonly CancellationToken _stopping;
    private readonly List<IDisposable> _wakers = [];

    public SubscriptionEnd(
        TopicReader reader, CacheStore cache, Credential credential, TimeProvider time, CancellationToken client, CancellationToken stopping)
    {
        (_reader, _cache, _credential, _time, _client, _stopping) = (reader, cache, credential, time, client, stopping);
        WakeOn(client);
        WakeOn(stopping);
        WakeOn(cache.Deleted);
        if (credential.ExpiresAt is { } expiresAt)
        {
            var remaining = expiresAt - time.GetUtcNow();
            _wakers.Add(time.CreateTimer(_ => reader.Wake(), null, remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        }
    }

    /// <summary>False when the client has gone.</summary>
    /// <exception cref="RpcException">Why the subscription ends.</exception>
    public bool IsOpen()
    {
        if (_cache.Deleted.IsCancellationRequested)
        {
            throw MomentoErrors.CacheNotFound();
        }

        if (_credential.HasExpired(_time))
        {
            throw MomentoErrors.Unauthenticated();
        }

        if (_stopping.IsCancellationRequested)
        {
            throw MomentoErrors.ShuttingDown();
        }

        return !_client.IsCancellationRequested;
    }

    public void Dispose() => _wakers.ForEach(waker => waker.Dispose());

    private void WakeOn(CancellationToken token) => _wakers.Add(token.Register(_reader.Wake));
}
