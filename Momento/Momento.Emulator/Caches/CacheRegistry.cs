using System.Collections.Concurrent;
using Momento.Emulator.Configuration;
using Momento.Emulator.Topics;

namespace Momento.Emulator.Caches;

/// <summary>All caches by name.</summary>
internal sealed class CacheRegistry
{
    private readonly ConcurrentDictionary<string, CacheStore> _caches = new(StringComparer.Ordinal);
    private readonly CacheClock _clock;
    private readonly TimeProvider _time;
    private readonly SequencePages _pages;

    public CacheRegistry(EmulatorOptions options, CacheClock clock, TimeProvider time, SequencePages pages)
    {
        _clock = clock;
        _time = time;
        _pages = pages;
        foreach (var name in options.Caches)
        {
            TryCreate(name);
        }
    }

    public ICollection<CacheStore> All => _caches.Values;

    public CacheStore? Find(string name) => _caches.GetValueOrDefault(name);

    public bool TryCreate(string name) =>
        _caches.TryAdd(name, new CacheStore(name, _clock, new TopicSet(_time, _pages)));

    public bool TryDelete(string name)
    {
        if (!_caches.TryRemove(name, out var cache))
        {
            return false;
        }

        cache.Delete();
        return true;
    }
}
