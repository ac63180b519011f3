using Momento.Emulator.Persistence;
using Momento.Emulator.Topics;

namespace Momento.Emulator.Caches;

/// <summary>Caches that come from elsewhere: a seed, or a snapshot.</summary>
internal sealed partial class CacheRegistry
{
    /// <exception cref="InvalidDataException">The entries do not fit together.</exception>
    public void CheckImport(IEnumerable<JournalEntry> entries) => Build(entries, Journal.None, 0, _ => true);

    /// <summary>Adds what the entries make up, under new numbers. Caches that are there already are left alone.</summary>
    /// <exception cref="InvalidDataException">The entries do not fit together. Nothing was changed.</exception>
    public void Import(IEnumerable<JournalEntry> entries)
    {
        journal.EnterChange();
        try
        {
            lock (_gate)
            {
                foreach (var (cache, content) in Build(entries, journal, _lastNumber, name => !_caches.ContainsKey(name)))
                {
                    _lastNumber = cache.Number;
                    content.ForEach(journal.Append);
                    _caches[cache.Name] = cache;
                }
            }
        }
        finally
        {
            journal.ExitChange();
        }
    }

    private IReadOnlyList<(CacheStore Cache, List<JournalEntry> Content)> Build(
        IEnumerable<JournalEntry> entries, Journal target, ulong lastNumber, Func<string, bool> isWanted)
    {
        var built = new Dictionary<ulong, (CacheStore Cache, List<JournalEntry> Content)?>();
        foreach (var entry in entries)
        {
            if (entry.KindCase == JournalEntry.KindOneofCase.Created)
            {
                var number = lastNumber + 1;
                var cache = new CacheStore(number, entry.Created, clock, new TopicSet(time, pages, number, target), target);
                lastNumber = isWanted(entry.Created) ? number : lastNumber;
                built[entry.Cache] = isWanted(entry.Created) ? (cache, [new JournalEntry(entry) { Cache = number }]) : null;
            }
            else if (entry.KindCase is JournalEntry.KindOneofCase.Item or JournalEntry.KindOneofCase.Message or JournalEntry.KindOneofCase.Leaderboard)
            {
                if (!built.TryGetValue(entry.Cache, out var found))
                {
                    throw new InvalidDataException("A change of a cache that was never created");
                }

                if (found is var (cache, content))
                {
                    cache.Apply(entry);
                    content.Add(new JournalEntry(entry) { Cache = cache.Number });
                }
            }
        }

        return [.. built.Values.OfType<(CacheStore, List<JournalEntry>)>()];
    }
}
