using System.Collections;

namespace Momento.Sdk.Internal;

/// <summary>Byte arrays are equal when their bytes are.</summary>
internal sealed class ByContent : IEqualityComparer<byte[]>
{
    public static readonly ByContent Instance = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj) => StructuralComparisons.StructuralEqualityComparer.GetHashCode(obj);
}
