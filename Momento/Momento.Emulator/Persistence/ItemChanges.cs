using Google.Protobuf;
using Momento.Emulator.Caches;

namespace Momento.Emulator.Persistence;

/// <summary>Items as changes, and changes applied to items.</summary>
internal static class ItemChanges
{
    /// <summary>About how large an entry of a snapshot becomes, as collections have no limit.</summary>
    private const int ChunkSize = 1024 * 1024;

    public static CacheItem NewItem(ItemChange change) => change.KindCase switch
    {
        ItemChange.KindOneofCase.Scalar => new ScalarItem(),
        ItemChange.KindOneofCase.List => new ListItem(),
        ItemChange.KindOneofCase.Dictionary => new DictionaryItem(),
        ItemChange.KindOneofCase.Set => new SetItem(),
        ItemChange.KindOneofCase.SortedSet => new SortedSetItem(),
        _ => throw new InvalidDataException("A new item without content"),
    };

    /// <exception cref="InvalidDataException">It is a change of another kind of item.</exception>
    public static void Apply(ItemChange change, CacheItem item)
    {
        switch (change.KindCase, item)
        {
            case (ItemChange.KindOneofCase.None, _):
                break;
            case (ItemChange.KindOneofCase.Scalar, ScalarItem scalar):
                scalar.Value = change.Scalar;
                break;
            case (ItemChange.KindOneofCase.List, ListItem list):
                Apply(change.List, list.Values);
                break;
            case (ItemChange.KindOneofCase.Dictionary, DictionaryItem dictionary):
                Apply(change.Dictionary, dictionary.Fields);
                break;
            case (ItemChange.KindOneofCase.Set, SetItem set):
                Apply(change.Set, set.Elements);
                break;
            case (ItemChange.KindOneofCase.SortedSet, SortedSetItem set):
                Apply(change.SortedSet, set);
                break;
            default:
                throw new InvalidDataException("A change of another kind of item");
        }
    }

    /// <summary>The changes that make such an item out of an empty one.</summary>
    public static IEnumerable<ItemChange> Describe(CacheItem item) => item switch
    {
        ScalarItem scalar => [new ItemChange { Scalar = scalar.Value }],
        ListItem list => Chunks(Enumerable.Range(0, list.Values.Count).Select(index => list.Values[index]), value => value.Length)
            .Select(chunk => new ItemChange { List = new() { PushedBack = { chunk } } }),
        DictionaryItem dictionary => Chunks(dictionary.Fields, field => field.Key.Length + field.Value.Length)
            .Select(chunk => new ItemChange { Dictionary = new() { Fields = { chunk.Select(Field) } } }),
        SetItem set => Chunks(set.Elements, element => element.Length)
            .Select(chunk => new ItemChange { Set = new() { Added = { chunk } } }),
        SortedSetItem set => Chunks(set.Scores, element => element.Key.Length + sizeof(double))
            .Select(chunk => new ItemChange { SortedSet = new() { Put = { chunk.Select(Element) } } }),
        _ => throw new InvalidOperationException($"An item of the unknown type {item.GetType().Name}."),
    };

    private static DictionaryField Field(KeyValuePair<ByteString, ByteString> field) => new() { Field = field.Key, Value = field.Value };

    private static ScoredElement Element(KeyValuePair<ByteString, double> element) => new() { Value = element.Key, Score = element.Value };

    private static void Apply(DictionaryChange change, Dictionary<ByteString, ByteString> fields)
    {
        foreach (var field in change.Removed)
        {
            fields.Remove(field);
        }

        foreach (var field in change.Fields)
        {
            fields[field.Field] = field.Value;
        }
    }

    private static void Apply(SortedSetChange change, SortedSetItem set)
    {
        foreach (var value in change.Removed)
        {
            set.Remove(value);
        }

        foreach (var element in change.Put)
        {
            set.Put(element.Value, element.Score);
        }
    }

    private static void Apply(ListChange change, Deque<ByteString> values)
    {
        foreach (var value in change.PushedFront)
        {
            values.PushFront(value);
        }

        foreach (var value in change.PushedBack)
        {
            values.PushBack(value);
        }

        values.RemoveFront((int)change.CutFront);
        values.RemoveBack((int)change.CutBack);
        if (change.Erased.Count > 0)
        {
            values.RemoveRanges(change.Erased.Select(range => new ListRange((int)range.Start, (int)range.End)));
        }

        if (change.HasRemoved)
        {
            values.RemoveAll(change.Removed);
        }
    }

    private static void Apply(SetChange change, SampledSet elements)
    {
        if (change.Cleared)
        {
            elements.Clear();
        }

        elements.RemoveRange(change.Removed);
        elements.AddRange(change.Added);
    }

    private static IEnumerable<List<T>> Chunks<T>(IEnumerable<T> parts, Func<T, int> sizeOf)
    {
        var chunk = new List<T>();
        var size = 0;
        foreach (var part in parts)
        {
            chunk.Add(part);
            size += sizeOf(part) + sizeof(int);
            if (size >= ChunkSize)
            {
                yield return chunk;
                (chunk, size) = ([], 0);
            }
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }
}
