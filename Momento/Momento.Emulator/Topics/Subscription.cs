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
    private readonly CacheStore _cache;
    private readonly SubscriptionEnd _end;
    private readonly ITimer _heartbeats;
    private bool _isHeartbeatDue;

    public Subscription(
        TopicReader reader, CacheStore cache, Credential credential, TimeProvider time, CancellationToken client, CancellationToken stopping)
    {
        (_reader, _cache) = (reader, cache);
        _heartbeats = time.CreateTimer(_ => RequestHeartbeat(), null, HeartbeatInterval, HeartbeatInterval);
        _end = new SubscriptionEnd(reader, cache, credential, time, client, stopping);
    }

    /// <exception cref="RpcException">Why the stream ends, unless the client has gone.</exception>
    public async Task RunAsync(IServerStreamWriter<SubscriptionItem> stream)
    {
        await stream.WriteAsync(Heartbeat, CancellationToken.None);
        var batch = new List<SubscriptionItem>(BatchSize);
        while (_end.IsOpen())
        {
            if (Interlocked.Exchange(ref _isHeartbeatDue, false))
            {
                await stream.WriteAsync(Heartbeat, CancellationToken.None);
            }

            // What is not written may be lost and its number given to another message.
            _reader.Read(batch);
            await _cache.Journal.WhenWrittenAsync();
            for (var index = 0; index < batch.Count && _end.IsOpen(); index++)
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
        _heartbeats.Dispose();
        _end.Dispose();
        _reader.Dispose();
    }

    private void RequestHeartbeat()
    {
        Volatile.Write(ref _isHeartbeatDue, true);
        _reader.Wake();
    }
}
