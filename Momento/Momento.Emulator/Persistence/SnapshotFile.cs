using Google.Protobuf;

namespace Momento.Emulator.Persistence;

/// <summary>Everything in one file: a signature, entries with their length before them, and an empty one at the end.</summary>
internal static class SnapshotFile
{
    private static ReadOnlySpan<byte> Signature => "Momento.Emulator snapshot 1\n"u8;

    public static async Task WriteAsync(Stream stream, IReadOnlyList<JournalEntry> entries)
    {
        using var buffer = new MemoryStream();
        buffer.Write(Signature);
        foreach (var entry in entries.Where(entry => entry.KindCase != JournalEntry.KindOneofCase.None).Append(new JournalEntry()))
        {
            entry.WriteDelimitedTo(buffer);
            await stream.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
            buffer.SetLength(0);
        }
    }

    /// <exception cref="InvalidDataException">It is no such file, or its end is missing.</exception>
    /// <exception cref="InvalidProtocolBufferException">It is damaged.</exception>
    public static async Task<IReadOnlyList<JournalEntry>> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        await stream.CopyToAsync(file, cancellationToken);
        if (!file.GetBuffer().AsSpan(0, (int)file.Length).StartsWith(Signature))
        {
            throw new InvalidDataException("Not a snapshot");
        }

        file.Position = Signature.Length;
        var entries = new List<JournalEntry>();
        while (file.Position < file.Length)
        {
            var entry = JournalEntry.Parser.ParseDelimitedFrom(file);
            if (entry.KindCase == JournalEntry.KindOneofCase.None)
            {
                return entries;
            }

            entries.Add(entry);
        }

        throw new InvalidDataException("The end is missing");
    }
}
