using System.IO.Hashing;
using Google.Protobuf;

namespace Momento.Emulator.Caches;

/// <summary>What a value is compared by when it is not sent whole. Which hash it is, is Momento's affair: clients send it back.</summary>
internal static class ValueHash
{
    public static ByteString Of(ByteString value) => ByteString.CopyFrom(XxHash128.Hash(value.Span));
}
