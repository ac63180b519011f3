using Google.Protobuf;

namespace Momento.Emulator.Caches;

/// <summary>A single value.</summary>
internal sealed class ScalarItem : CacheItem
{
    public ByteString Value { get; set; } = ByteString.Empty;
}
