using Google.Protobuf;

namespace Momento.Emulator.Caches;

/// <summary>A dictionary.</summary>
internal sealed class DictionaryItem : CacheItem
{
    public Dictionary<ByteString, ByteString> Fields { get; } = [];
}
