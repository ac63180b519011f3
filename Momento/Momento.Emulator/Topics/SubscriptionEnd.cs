using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Emulator.Caches;

namespace Momento.Emulator.Topics;

/// <summary>Watches for everything that ends a subscription, and wakes its reader when that happens.</summary>
internal sealed class SubscriptionEnd : IDisposable
{
    /// <summary>Timers know no more than 49 days, and keys live for years.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

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
            // Who wakes too early looks at the clock, and is woken again a day later.
            var remaining = Math.Clamp((expiresAt - time.GetUtcNow()).Ticks, 0, LongestWait.Ticks);
            _wakers.Add(time.CreateTimer(_ => reader.Wake(), null, TimeSpan.FromTicks(remaining), LongestWait));
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
