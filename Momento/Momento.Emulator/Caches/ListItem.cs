using Google.Protobuf;

namespace Momento.Emulator.Caches;

/// <summary>A list.</summary>
internal sealed class ListItem : CacheItem
{
    public Deque<ByteString> Values { get; } = new();

    public uint Length => (uint)Values.Count;
}
