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
            var json = File.ReadAllBytes(path);
            RefuseNull(json);
            var file = JsonSerializer.Deserialize(json, SeedJsonContext.Default.SeedFile)!;
            return file.Caches.Values.All(cache => cache.TimeToLive > 0 && cache.TimeToLive * 1000ul <= CacheLimits.MaximumTimeToLiveMilliseconds)
                ? file
                : throw new StartupException([$"the seed file {path} has a time to live that is not between a second and 24 hours"]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartupException([$"the seed file {path} cannot be read: {exception.Message}"], exception);
        }
    }

    /// <summary>Nothing in a seed may be null, wherever it stands.</summary>
    private static void RefuseNull(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                throw new JsonException($"null at byte {reader.TokenStartIndex} is no value.");
            }
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

    /// <summary>A collection that has nothing is none.</summary>
    private static IEnumerable<(string Key, ItemChange Change)> Changes(SeedCache cache) =>
    [
        .. cache.Items.Select(item => (item.Key, new ItemChange { Scalar = Bytes(item.Value) })),
        .. cache.Lists.Where(list => list.Value.Length > 0).Select(list => (list.Key, new ItemChange { List = new() { PushedBack = { list.Value.Select(Bytes) } } })),
        .. cache.Sets.Where(set => set.Value.Length > 0).Select(set => (set.Key, new ItemChange { Set = new() { Added = { set.Value.Select(Bytes) } } })),
        .. cache.Dictionaries.Where(dictionary => dictionary.Value.Count > 0).Select(dictionary => (dictionary.Key, new ItemChange
        {
            Dictionary = new() { Fields = { dictionary.Value.Select(field => new DictionaryField { Field = Bytes(field.Key), Value = Bytes(field.Value) }) } },
        })),
        .. cache.SortedSets.Where(set => set.Value.Count > 0).Select(set => (set.Key, new ItemChange
        {
            SortedSet = new() { Put = { set.Value.Select(element => new ScoredElement { Value = Bytes(element.Key), Score = element.Value }) } },
        })),
    ];

    private static ByteString Bytes(string text) => ByteString.CopyFromUtf8(text);
}
