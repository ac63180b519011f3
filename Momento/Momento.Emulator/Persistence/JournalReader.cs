using Google.Protobuf;

namespace Momento.Emulator.Persistence;

/// <summary>Replays a journal from its beginning.</summary>
internal sealed class JournalReader(string path)
{
    /// <summary>Applies every entry.</summary>
    /// <returns>How many bytes at the end are a record that was cut off while it was written, and so never acknowledged.</returns>
    /// <exception cref="StartupException">The file is damaged.</exception>
    public long Replay(Action<JournalEntry> apply)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 20);
        RequireSignature(file);
        Span<byte> header = stackalloc byte[JournalFormat.HeaderSize];
        var payload = Array.Empty<byte>();
        while (true)
        {
            var offset = file.Position;
            var read = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            if (read < header.Length)
            {
                return read;
            }

            var length = JournalFormat.ReadLength(header, offset) ?? throw Damaged(offset);
            if (length > file.Length - file.Position)
            {
                return file.Length - offset;
            }

            payload = payload.Length >= length ? payload : new byte[length];
            file.ReadExactly(payload, 0, length);
            if (!JournalFormat.IsIntact(header, payload.AsSpan(0, length)))
            {
                throw Damaged(offset);
            }

            Apply(payload, length, offset, apply);
        }
    }

    private void RequireSignature(FileStream file)
    {
        var signature = new byte[JournalFormat.Signature.Length];
        if (file.ReadAtLeast(signature, signature.Length, throwOnEndOfStream: false) < signature.Length
            || !JournalFormat.Signature.SequenceEqual(signature))
        {
            throw new StartupException([$"{path} is not a journal of this emulator (offset 0)"]);
        }
    }

    private void Apply(byte[] payload, int length, long offset, Action<JournalEntry> apply)
    {
        try
        {
            apply(JournalEntry.Parser.ParseFrom(payload, 0, length));
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidDataException)
        {
            throw Damaged(offset, exception);
        }
    }

    private StartupException Damaged(long offset, Exception? cause = null) => new(
        [$"{path} is damaged at offset {offset}. Nothing was changed: restore the file, or move it away to start empty"], cause);
}
