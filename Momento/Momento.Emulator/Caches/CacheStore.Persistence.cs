using Google.Protobuf;
using Momento.Emulator.Persistence;

namespace Momento.Emulator.Caches;

/// <summary>What the journal needs: to apply what it holds, and to begin again with what there is.</summary>
internal sealed partial class CacheStore
{
    /// <exception cref="InvalidDataException">The entry does not fit what precedes it.</exception>
    public void Apply(JournalEntry entry)
    {
        switch (entry.KindCase)
        {
            case JournalEntry.KindOneofCase.Flushed:
                Array.ForEach(_shards, shard => shard.Clear());
                Leaderboards.Clear(static () => { });
                break;
            case JournalEntry.KindOneofCase.Leaderboard:
                Leaderboards.Apply(entry.Leaderboard);
                break;
            case JournalEntry.KindOneofCase.Message:
                topics.Restore(entry.Message.Topic, entry.Message.Item);
                break;
            case JournalEntry.KindOneofCase.Item:
                Apply(entry.Item, _shards[ShardIndex(entry.Item.Key)].Items);
                break;
            default:
                throw new InvalidDataException($"Unexpected entry {entry.KindCase}");
        }
    }

    /// <summary>The entries that make up the cache as it is. Only while nothing changes.</summary>
    public IEnumerable<JournalEntry> Snapshot()
    {
        yield return new JournalEntry { Cache = number, Created = name };
        var now = clock.Now;
        foreach (var shard in _shards)
        {
            foreach (var change in Snapshot(shard, now))
            {
                yield return new JournalEntry { Cache = number, Item = change };
            }
        }

        foreach (var change in Leaderboards.Snapshot())
        {
            yield return new JournalEntry { Cache = number, Leaderboard = change };
        }

        foreach (var message in topics.Snapshot())
        {
            yield return new JournalEntry { Cache = number, Message = message };
        }
    }

    private List<ItemChange> Snapshot(CacheShard shard, long now)
    {
        var changes = new List<ItemChange>();
        lock (shard.Gate)
        {
            foreach (var (key, item) in shard.Items.Where(entry => entry.Value.ExpiresAt > now))
            {
                changes.AddRange(ItemChanges.Describe(item).Select((change, index) => Stamp(change, key, item, isNew: index == 0)));
                item.IsRecorded = true;
            }
        }

        return changes;
    }

    private ItemChange Stamp(ItemChange change, ByteString key, CacheItem item, bool isNew)
    {
        change.Key = key;
        change.IsNew = isNew;
        change.ExpiresAt = clock.ToUtcTicks(item.ExpiresAt);
        return change;
    }

    private void Apply(ItemChange change, Dictionary<ByteString, CacheItem> items)
    {
        if (change.KindCase == ItemChange.KindOneofCase.Removed)
        {
            items.Remove(change.Key);
            return;
        }

        if (change.IsNew)
        {
            items[change.Key] = ItemChanges.NewItem(change);
        }

        var item = items.GetValueOrDefault(change.Key) ?? throw new InvalidDataException("A change of an item that is not there");
        ItemChanges.Apply(change, item);
        item.ExpiresAt = clock.FromUtcTicks(change.ExpiresAt);
        item.IsRecorded = true;
    }
}
