using Google.Protobuf;

namespace Momento.Emulator.Caches;

/// <summary>A set.</summary>
internal sealed class SetItem : CacheItem
{
    public HashSet<ByteString> Elements { get; } = [];

    /// <summary>Up to this many elements, each at most once.</summary>
    public ByteString[] Sample(ulong limit)
    {
        var elements = Elements.ToArray();
        Random.Shared.Shuffle(elements);
        return elements[..(int)Math.Min(limit, (ulong)elements.Length)];
    }
}
