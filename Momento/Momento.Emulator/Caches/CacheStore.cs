using Google.Protobuf;
using Momento.Emulator.Topics;

namespace Momento.Emulator.Caches;

/// <summary>One cache: its items, spread over shards that are locked one at a time, and its topics.</summary>
internal sealed class CacheStore(string name, CacheClock clock, TopicSet topics) : IDisposable
{
    private const int ShardBits = 6;

    private readonly CacheShard[] _shards = [.. Enumerable.Range(0, 1 << ShardBits).Select(_ => new CacheShard())];
    private readonly CancellationTokenSource _deletion = new();

    public string Name => name;

    public CacheClock Clock => clock;

    public TopicSet Topics => topics;

    /// <summary>Cancelled when the cache is deleted.</summary>
    public CancellationToken Deleted => _deletion.Token;

    public LockedKey Lock(ByteString key) => new(ShardOf(key), key, clock);

    public void Flush()
    {
        foreach (var shard in _shards)
        {
            shard.Clear();
        }
    }

    public void RemoveExpired()
    {
        var now = clock.Now;
        foreach (var shard in _shards)
        {
            shard.RemoveExpired(now);
        }
    }

    public void Delete()
    {
        _deletion.Cancel();
        Flush();
    }

    public void Dispose() => _deletion.Dispose();

    /// <summary>Fibonacci hashing: the upper bits of the product depend on every bit of the hash.</summary>
    private CacheShard ShardOf(ByteString key) =>
        _shards[unchecked((uint)key.GetHashCode() * 2654435769u) >> (32 - ShardBits)];
}
