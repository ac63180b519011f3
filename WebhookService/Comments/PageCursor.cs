using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace CourseComments.WebhookService.Comments;

/// <summary>
/// The last element that a reader saw: where it stood and which it was. While comments arrive it only moves
/// back in the list, so it is looked for from there on.
/// </summary>
/// <param name="Index">Its distance from the front when it was read.</param>
/// <param name="Fingerprint">The beginning of the SHA-256 of its bytes.</param>
internal readonly record struct PageCursor(int Index, ulong Fingerprint)
{
    private const int Size = sizeof(int) + sizeof(ulong);

    public static PageCursor At(int index, byte[] element) => new(index, FingerprintOf(element));

    public bool Matches(byte[] element) => FingerprintOf(element) == Fingerprint;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Index);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[sizeof(int)..], Fingerprint);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryParse(string text, out PageCursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[Size];
        if (text.Length != Base64Url.GetEncodedLength(Size)
            || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var written)
            || written != Size)
        {
            return false;
        }

        cursor = new PageCursor(
            BinaryPrimitives.ReadInt32BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[sizeof(int)..]));
        return cursor.Index >= 0;
    }

    private static ulong FingerprintOf(byte[] element)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(element, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
