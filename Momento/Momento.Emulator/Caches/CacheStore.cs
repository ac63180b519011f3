using Google.Protobuf;
using Momento.Emulator.Leaderboards;
using Momento.Emulator.Persistence;
using Momento.Emulator.Topics;

namespace Momento.Emulator.Caches;

/// <summary>One cache: its items, spread over shards that are locked one at a time, and its topics.</summary>
internal sealed partial class CacheStore(ulong number, string name, CacheClock clock, TopicSet topics, Journal journal) : IDisposable
{
    private const int ShardBits = 6;

    private readonly CacheShard[] _shards = [.. Enumerable.Range(0, 1 << ShardBits).Select(_ => new CacheShard())];
    private readonly CancellationTokenSource _deletion = new();

    /// <summary>Unlike the name never given twice.</summary>
    public ulong Number => number;

    public string Name => name;

    public Journal Journal => journal;

    public CacheClock Clock => clock;

    public TopicSet Topics => topics;

    public LeaderboardSet Leaderboards { get; } = new(number, journal);

    /// <summary>Cancelled when the cache is deleted.</summary>
    public CancellationToken Deleted => _deletion.Token;

    public LockedKey Lock(ByteString key)
    {
        var shard = _shards[ShardIndex(key)];
        journal.EnterChange();
        shard.Gate.Enter();
        return new LockedKey(shard, key, this);
    }

    public LockedKeys Lock(IEnumerable<ByteString> keys) =>
        new(this, [.. keys.Select(ShardIndex).Distinct().Order().Select(index => _shards[index])]);

    /// <summary>A key whose shard the caller has locked.</summary>
    public LockedKey WithinLock(ByteString key) => new(_shards[ShardIndex(key)], key, this);

    /// <summary>All at once: of changes at the same time each comes wholly before or after it.</summary>
    public void Flush()
    {
        journal.EnterChange();
        Array.ForEach(_shards, shard => shard.Gate.Enter());
        try
        {
            Array.ForEach(_shards, shard => shard.Clear());
            Leaderboards.Clear(RecordFlush);
        }
        finally
        {
            Array.ForEach(_shards, shard => shard.Gate.Exit());
            journal.ExitChange();
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
        Array.ForEach(_shards, shard => shard.Clear());
    }

    public void Dispose() => _deletion.Dispose();

    private void RecordFlush()
    {
        if (journal.IsEnabled)
        {
            journal.Append(new JournalEntry { Cache = number, Flushed = true });
        }
    }

    /// <summary>Fibonacci hashing: the upper bits of the product depend on every bit of the hash.</summary>
    private static int ShardIndex(ByteString key) =>
        (int)(unchecked((uint)key.GetHashCode() * 2654435769u) >> (32 - ShardBits));
}
