using Google.Protobuf;
using Momento.Emulator.Persistence;

namespace Momento.Emulator.Caches;

/// <summary>One key of a cache whose shard is locked: what is done through it happens at once. Dispose to unlock.</summary>
internal readonly ref struct LockedKey : IDisposable
{
    private readonly CacheShard _shard;
    private readonly ByteString _key;
    private readonly CacheStore _cache;
    private readonly long _now;

    public LockedKey(CacheShard shard, ByteString key, CacheStore cache)
    {
        _shard = shard;
        _key = key;
        _cache = cache;
        _now = cache.Clock.Now;
    }

    /// <summary>Whether what is done must be recorded.</summary>
    public bool IsJournaled => _cache.Journal.IsEnabled;

    public void Dispose()
    {
        _shard.Gate.Exit();
        _cache.Journal.ExitChange();
    }

    /// <summary>Writes a change of the item down, with its expiry as it is now.</summary>
    public void Record(CacheItem item, ItemChange change)
    {
        change.Key = _key;
        change.ExpiresAt = _cache.Clock.ToUtcTicks(item.ExpiresAt);
        change.IsNew = !item.IsRecorded;
        item.IsRecorded = true;
        _cache.Journal.Append(new JournalEntry { Cache = _cache.Number, Item = change });
    }

    /// <summary>The item of any type, or null when there is none or it has expired.</summary>
    public CacheItem? Find()
    {
        if (!_shard.Items.TryGetValue(_key, out var item))
        {
            return null;
        }

        if (item.ExpiresAt > _now)
        {
            return item;
        }

        _shard.Items.Remove(_key);
        return null;
    }

    /// <exception cref="Grpc.Core.RpcException">FAILED_PRECONDITION: there is an item, and it is of another type.</exception>
    public T? Find<T>() where T : CacheItem => Find() switch
    {
        null => null,
        T item => item,
        _ => throw MomentoErrors.WrongType(),
    };

    /// <summary>The collection, made when there is none; an existing one keeps its expiry unless that is refreshed.</summary>
    public T FindOrAdd<T>(long expiresAt, bool refresh) where T : CacheItem, new()
    {
        if (Find<T>() is not { } item)
        {
            item = new T { ExpiresAt = expiresAt };
            _shard.Items.Add(_key, item);
        }
        else if (refresh)
        {
            item.ExpiresAt = expiresAt;
        }

        return item;
    }

    /// <summary>An empty collection in place of whatever was there.</summary>
    public T Replace<T>(long expiresAt) where T : CacheItem, new()
    {
        var item = new T { ExpiresAt = expiresAt };
        _shard.Items[_key] = item;
        return item;
    }

    /// <summary>Stores a single value over whatever was there.</summary>
    public void Set(ByteString value, long expiresAt)
    {
        if (Find() is not ScalarItem item)
        {
            item = new ScalarItem();
            _shard.Items[_key] = item;
        }

        item.Value = value;
        item.ExpiresAt = expiresAt;
        if (IsJournaled)
        {
            Record(item, new ItemChange { Scalar = value });
        }
    }

    public void Remove()
    {
        if (_shard.Items.Remove(_key) && IsJournaled)
        {
            _cache.Journal.Append(new JournalEntry { Cache = _cache.Number, Item = new ItemChange { Key = _key, Removed = true } });
        }
    }
}
