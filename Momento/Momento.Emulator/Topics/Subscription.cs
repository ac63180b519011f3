using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Emulator.Caches;
using Momento.Protocol.PubSub;

namespace Momento.Emulator.Topics;

/// <summary>An open subscription: a heartbeat first and then every second, messages as they come, and never a clean end.</summary>
internal sealed class Subscription : IDisposable
{
    private const int BatchSize = 64;
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(1);
    private static readonly SubscriptionItem Heartbeat = new() { Heartbeat = new Heartbeat() };

    private readonly TopicReader _reader;
    private readonly Credential _credential;
    private readonly CacheStore _cache;
    private readonly TimeProvider _time;
    private readonly CancellationToken _client;
    private readonly CancellationToken _stopping;
    private readonly List<IDisposable> _wakers = [];
    private bool _isHeartbeatDue;

    public Subscription(
        TopicReader reader, CacheStore cache, Credential credential, TimeProvider time, CancellationToken client, CancellationToken stopping)
    {
        (_reader, _cache, _credential, _time, _client, _stopping) = (reader, cache, credential, time, client, stopping);
        _wakers.Add(time.CreateTimer(_ => RequestHeartbeat(), null, HeartbeatInterval, HeartbeatInterval));
        WakeOn(client);
        WakeOn(stopping);
        WakeOn(cache.Deleted);
        if (credential.ExpiresAt is { } expiresAt)
        {
            var remaining = expiresAt - time.GetUtcNow();
            _wakers.Add(time.CreateTimer(_ => reader.Wake(), null, remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        }
    }

    /// <exception cref="RpcException">Why the stream ends, unless the client has gone.</exception>
    public async Task RunAsync(IServerStreamWriter<SubscriptionItem> stream)
    {
        await stream.WriteAsync(Heartbeat, CancellationToken.None);
        var batch = new List<SubscriptionItem>(BatchSize);
        while (IsOpen())
        {
            if (Interlocked.Exchange(ref _isHeartbeatDue, false))
            {
                await stream.WriteAsync(Heartbeat, CancellationToken.None);
            }

            // What is not written may be lost and its number given to another message.
            _reader.Read(batch);
            await _cache.Journal.WhenWrittenAsync();
            for (var index = 0; index < batch.Count && IsOpen(); index++)
            {
                await stream.WriteAsync(batch[index], CancellationToken.None);
            }

            if (batch.Count == 0)
            {
                await _reader.WaitAsync();
            }

            batch.Clear();
        }
    }

    public void Dispose()
    {
        _wakers.ForEach(waker => waker.Dispose());
        _reader.Dispose();
    }

    private bool IsOpen()
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

    private void RequestHeartbeat()
    {
        Volatile.Write(ref _isHeartbeatDue, true);
        _reader.Wake();
    }

    private void WakeOn(CancellationToken token) => _wakers.Add(token.Register(_reader.Wake));
}
