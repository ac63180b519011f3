using Google.Protobuf;

namespace Momento.Emulator.Caches;

/// <summary>A part of a cache's keys, with the lock that makes every operation on them atomic.</summary>
internal sealed class CacheShard
{
    public Lock Gate { get; } = new();

    /// <summary>Guarded by <see cref="Gate"/>.</summary>
    public Dictionary<ByteString, CacheItem> Items { get; } = [];

    public void Clear()
    {
        lock (Gate)
        {
            Items.Clear();
            Items.TrimExcess();
        }
    }

    public void RemoveExpired(long now)
    {
        lock (Gate)
        {
            foreach (var (key, item) in Items)
            {
                if (item.ExpiresAt <= now)
                {
                    Items.Remove(key);
                }
            }
        }
    }
}
