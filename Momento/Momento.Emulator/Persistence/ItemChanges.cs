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
                foreach (var field in change.Dictionary.Fields)
                {
                    dictionary.Fields[field.Field] = field.Value;
                }

                break;
            case (ItemChange.KindOneofCase.Set, SetItem set):
                Apply(change.Set, set.Elements);
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
        _ => throw new InvalidOperationException($"An item of the unknown type {item.GetType().Name}."),
    };

    private static DictionaryField Field(KeyValuePair<ByteString, ByteString> field) => new() { Field = field.Key, Value = field.Value };

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
        if (change.HasRemoved)
        {
            values.RemoveAll(change.Removed);
        }
    }

    private static void Apply(SetChange change, HashSet<ByteString> elements)
    {
        if (change.Cleared)
        {
            elements.Clear();
        }

        elements.ExceptWith(change.Removed);
        elements.UnionWith(change.Added);
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
