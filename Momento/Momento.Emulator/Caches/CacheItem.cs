namespace Momento.Emulator.Caches;

/// <summary>What a key holds. Only touched while its shard is locked.</summary>
internal abstract class CacheItem
{
    /// <summary>Timestamp of the cache's clock from which on the item is gone.</summary>
    public long ExpiresAt { get; set; }

    /// <summary>Whether the journal knows of it.</summary>
    public bool IsRecorded { get; set; }
}
