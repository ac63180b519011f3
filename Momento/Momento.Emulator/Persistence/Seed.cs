using System.Text.Json;
using Google.Protobuf;
using Momento.Emulator.Caches;
using Momento.Emulator.Configuration;

namespace Momento.Emulator.Persistence;

/// <summary>Caches with content, from a file that people write. A cache that is there already is left alone.</summary>
internal sealed class Seed
{
    private readonly SeedFile _file;
    private readonly TimeProvider _time;

    /// <exception cref="StartupException">The file cannot be read, or makes no sense.</exception>
    public Seed(EmulatorOptions options, TimeProvider time)
    {
        _time = time;
        _file = options.SeedFile is { } path ? Read(path) : new SeedFile();
    }

    public void Plant(CacheRegistry caches) => caches.Import(Entries());

    private static SeedFile Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllBytes(path), SeedJsonContext.Default.SeedFile) ?? new SeedFile();
            return file.Caches.Values.All(cache => cache.TimeToLive > 0 && cache.TimeToLive * 1000ul <= CacheLimits.MaximumTimeToLiveMilliseconds)
                ? file
                : throw new StartupException([$"the seed file {path} has a time to live that is not between a second and 24 hours"]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartupException([$"the seed file {path} cannot be read: {exception.Message}"], exception);
        }
    }

    private IEnumerable<JournalEntry> Entries()
    {
        var number = 0ul;
        foreach (var (name, cache) in _file.Caches)
        {
            number++;
            yield return new JournalEntry { Cache = number, Created = name };
            foreach (var (key, change) in Changes(cache))
            {
                change.Key = Bytes(key);
                change.IsNew = true;
                change.ExpiresAt = _time.GetUtcNow().AddSeconds(cache.TimeToLive).Ticks;
                yield return new JournalEntry { Cache = number, Item = change };
            }
        }
    }

    private static IEnumerable<(string Key, ItemChange Change)> Changes(SeedCache cache) =>
    [
        .. cache.Items.Select(item => (item.Key, new ItemChange { Scalar = Bytes(item.Value) })),
        .. cache.Lists.Select(list => (list.Key, new ItemChange { List = new() { PushedBack = { list.Value.Select(Bytes) } } })),
        .. cache.Sets.Select(set => (set.Key, new ItemChange { Set = new() { Added = { set.Value.Select(Bytes) } } })),
        .. cache.Dictionaries.Select(dictionary => (dictionary.Key, new ItemChange
        {
            Dictionary = new() { Fields = { dictionary.Value.Select(field => new DictionaryField { Field = Bytes(field.Key), Value = Bytes(field.Value) }) } },
        })),
        .. cache.SortedSets.Select(set => (set.Key, new ItemChange
        {
            SortedSet = new() { Put = { set.Value.Select(element => new ScoredElement { Value = Bytes(element.Key), Score = element.Value }) } },
        })),
    ];

    private static ByteString Bytes(string text) => ByteString.CopyFromUtf8(text);
}
