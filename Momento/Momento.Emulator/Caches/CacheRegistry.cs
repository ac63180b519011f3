using System.Collections.Concurrent;
using Momento.Emulator.Persistence;
using Momento.Emulator.Topics;

namespace Momento.Emulator.Caches;

/// <summary>All caches by name.</summary>
internal sealed partial class CacheRegistry(CacheClock clock, TimeProvider time, SequencePages pages, Journal journal)
{
    private readonly ConcurrentDictionary<string, CacheStore> _caches = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private ulong _lastNumber;

    public ICollection<CacheStore> All => _caches.Values;

    public CacheStore? Find(string name) => _caches.GetValueOrDefault(name);

    public bool TryCreate(string name)
    {
        journal.EnterChange();
        try
        {
            lock (_gate)
            {
                if (_caches.ContainsKey(name))
                {
                    return false;
                }

                // First, so that no change of the cache is written down before it.
                journal.Append(new JournalEntry { Cache = _lastNumber + 1, Created = name });
                Add(_lastNumber + 1, name);
                return true;
            }
        }
        finally
        {
            journal.ExitChange();
        }
    }

    public bool TryDelete(string name)
    {
        if (!TryRemove(name, out var cache))
        {
            return false;
        }

        cache.Delete();
        return true;
    }

    /// <summary>Applies what the journal holds. Only before anything else happens.</summary>
    /// <exception cref="InvalidDataException">The entry does not fit what precedes it.</exception>
    public void Apply(JournalEntry entry)
    {
        if (entry.KindCase == JournalEntry.KindOneofCase.Created)
        {
            Restore(entry.Cache, entry.Created);
            return;
        }

        if (entry.KindCase == JournalEntry.KindOneofCase.None)
        {
            _lastNumber = entry.Cache;
            return;
        }

        if (entry.Cache > _lastNumber)
        {
            throw new InvalidDataException("A change of a cache that was never created");
        }

        // A change may be written down after the deletion that it was overtaken by.
        if (_caches.FirstOrDefault(named => named.Value.Number == entry.Cache).Value is not { } cache)
        {
            return;
        }

        if (entry.KindCase == JournalEntry.KindOneofCase.Deleted)
        {
            _caches.TryRemove(cache.Name, out _);
        }
        else
        {
            cache.Apply(entry);
        }
    }

    /// <summary>The entries that make up all caches as they are. Only while nothing changes.</summary>
    public IEnumerable<JournalEntry> Snapshot() => _caches.Values
        .OrderBy(cache => cache.Number)
        .SelectMany(cache => cache.Snapshot())
        .Append(new JournalEntry { Cache = _lastNumber });

    private void Restore(ulong number, string name)
    {
        if (number <= _lastNumber || _caches.ContainsKey(name))
        {
            throw new InvalidDataException("A cache that is there already");
        }

        Add(number, name);
    }

    private void Add(ulong number, string name)
    {
        _lastNumber = number;
        _caches[name] = new CacheStore(number, name, clock, new TopicSet(time, pages, number, journal), journal);
    }

    private bool TryRemove(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CacheStore? cache)
    {
        journal.EnterChange();
        try
        {
            lock (_gate)
            {
                if (!_caches.TryRemove(name, out cache))
                {
                    return false;
                }

                journal.Append(new JournalEntry { Cache = cache.Number, Deleted = true });
                return true;
            }
        }
        finally
        {
            journal.ExitChange();
        }
    }
}
