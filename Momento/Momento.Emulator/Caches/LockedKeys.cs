using Google.Protobuf;

namespace Momento.Emulator.Caches;

/// <summary>Several keys of a cache while all their shards are locked. Dispose to unlock.</summary>
internal readonly ref struct LockedKeys : IDisposable
{
    private readonly CacheStore _cache;
    private readonly CacheShard[] _shards;

    /// <param name="cache">The cache.</param>
    /// <param name="shards">Each once, in the order in which everybody locks more than one.</param>
    public LockedKeys(CacheStore cache, CacheShard[] shards)
    {
        _cache = cache;
        _shards = shards;
        _cache.Journal.EnterChange();
        Array.ForEach(_shards, shard => shard.Gate.Enter());
    }

    /// <summary>One of them. It is not for the caller to unlock.</summary>
    public LockedKey this[ByteString key] => _cache.WithinLock(key);

    public void Dispose()
    {
        Array.ForEach(_shards, shard => shard.Gate.Exit());
        _cache.Journal.ExitChange();
    }
}
