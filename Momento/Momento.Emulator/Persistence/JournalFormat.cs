using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using Google.Protobuf;

namespace Momento.Emulator.Persistence;

/// <summary>
/// The file's form: a signature, then records of length, checksum of offset and length, checksum of the payload, payload.
/// The length has a checksum of its own, so that a damaged one is not taken for a record that was cut off; with the offset
/// in it a record that was lost from the middle is noticed as well. All numbers are 32 bits, little-endian.
/// </summary>
internal static class JournalFormat
{
    public const int HeaderSize = 12;

    public static ReadOnlySpan<byte> Signature => "Momento.Emulator journal 1\n"u8;

    /// <summary>Appends a record.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="entry">Its content.</param>
    /// <param name="offset">Where in the file it will begin.</param>
    public static void Write(IBufferWriter<byte> buffer, JournalEntry entry, long offset)
    {
        var length = entry.CalculateSize();
        var record = buffer.GetSpan(HeaderSize + length)[..(HeaderSize + length)];
        var payload = record[HeaderSize..];
        entry.WriteTo(payload);
        BinaryPrimitives.WriteInt32LittleEndian(record, length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], LengthChecksum(offset, length));
        BinaryPrimitives.WriteUInt32LittleEndian(record[8..], Crc32.HashToUInt32(payload));
        buffer.Advance(record.Length);
    }

    /// <summary>The payload's length, or null when the header is damaged.</summary>
    public static int? ReadLength(ReadOnlySpan<byte> header, long offset)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        return length >= 0 && LengthChecksum(offset, length) == BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) ? length : null;
    }

    public static bool IsIntact(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload) =>
        Crc32.HashToUInt32(payload) == BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);

    private static uint LengthChecksum(long offset, int length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long) + sizeof(int)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, offset);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[sizeof(long)..], length);
        return Crc32.HashToUInt32(bytes);
    }
}
