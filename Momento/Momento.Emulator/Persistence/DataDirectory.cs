using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Momento.Emulator.Persistence;

/// <summary>The directory of a journal, which one process at a time may use.</summary>
internal sealed class DataDirectory : IDisposable
{
    private const int BufferSize = 1 << 20;

    private readonly FileStream _lock;

    /// <exception cref="StartupException">It cannot be used, or another process uses it.</exception>
    public DataDirectory(string path)
    {
        JournalPath = Path.Combine(Path.GetFullPath(path), "journal");
        try
        {
            Directory.CreateDirectory(path);
            _lock = new FileStream(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                [$"the data directory {Path.GetFullPath(path)} cannot be used, or another emulator uses it: {exception.Message}"], exception);
        }
    }

    public string JournalPath { get; }

    /// <summary>Puts a journal with just these entries in place of the present one, all at once.</summary>
    /// <returns>The file, to append to, and its length.</returns>
    public (SafeFileHandle File, long Length) Replace(IEnumerable<JournalEntry> entries, bool sync)
    {
        var path = JournalPath + ".new";
        var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var length = WriteAll(file, entries);
            if (sync)
            {
                RandomAccess.FlushToDisk(file);
            }

            File.Move(path, JournalPath, overwrite: true);
            return (file, length);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => _lock.Dispose();

    private static long WriteAll(SafeFileHandle file, IEnumerable<JournalEntry> entries)
    {
        var written = 0L;
        var buffer = new ArrayBufferWriter<byte>(BufferSize);
        buffer.Write(JournalFormat.Signature);
        foreach (var entry in entries)
        {
            JournalFormat.Write(buffer, entry, written + buffer.WrittenCount);
            if (buffer.WrittenCount >= BufferSize)
            {
                written = Flush(file, buffer, written);
            }
        }

        return Flush(file, buffer, written);
    }

    private static long Flush(SafeFileHandle file, ArrayBufferWriter<byte> buffer, long written)
    {
        RandomAccess.Write(file, buffer.WrittenSpan, written);
        written += buffer.WrittenCount;
        buffer.ResetWrittenCount();
        return written;
    }
}
