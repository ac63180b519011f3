using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Momento.Emulator.Configuration;

namespace Momento.Emulator.Persistence;

/// <summary>
/// A journal in a file. Whoever finds nobody writing writes what is there, and what comes meanwhile is gathered into the
/// next write. Once a write has failed nothing is acknowledged any more: memory is ahead of the file.
/// </summary>
internal sealed partial class FileJournal(
    EmulatorOptions options, IHostApplicationLifetime lifetime, ILogger<FileJournal> logger) : Journal, IDisposable
{
    /// <summary>Below this size a journal is not worth compacting.</summary>
    public const long MinimumCompaction = 64 * 1024 * 1024;

    private const int MaximumKeptBuffer = 4 * 1024 * 1024;

    private readonly bool _sync = options.Sync;
    private readonly DataDirectory _directory = new(options.DataDirectory!);
    private readonly ReaderWriterLockSlim _changes = new();
    private readonly Lock _gate = new();
    private Func<IEnumerable<JournalEntry>> _snapshot = () => [];
    private SafeFileHandle? _file;
    private long _length;
    private long _compactAt;
    private JournalBatch _pending = new(new ArrayBufferWriter<byte>());
    private JournalBatch? _writing;
    private ArrayBufferWriter<byte> _spare = new();
    private bool _hasFailed;

    public override bool IsEnabled => true;

    /// <summary>Replays what was written before, then begins a new journal with just what is left of it.</summary>
    /// <exception cref="StartupException">The file is damaged.</exception>
    public void Open(Action<JournalEntry> apply, Func<IEnumerable<JournalEntry>> snapshot)
    {
        if (File.Exists(_directory.JournalPath) && new JournalReader(_directory.JournalPath).Replay(apply) is > 0 and var cut)
        {
            Log.CutOff(logger, _directory.JournalPath, cut);
        }

        _snapshot = snapshot;
        Compact();
    }

    public override void EnterChange() => _changes.EnterReadLock();

    public override void ExitChange() => _changes.ExitReadLock();

    public override T WhileNothingChanges<T>(Func<T> look)
    {
        _changes.EnterWriteLock();
        try
        {
            return look();
        }
        finally
        {
            _changes.ExitWriteLock();
        }
    }

    public override void Append(JournalEntry entry)
    {
        lock (_gate)
        {
            var before = (_writing?.Records.WrittenCount ?? 0) + _length;
            JournalFormat.Write(_pending.Records, entry, before + _pending.Records.WrittenCount);
        }
    }

    public override Task WhenWrittenAsync()
    {
        Task written;
        lock (_gate)
        {
            if (_hasFailed)
            {
                return Task.FromException(MomentoErrors.NotPersisted());
            }

            if (_writing is not null || _pending.IsEmpty)
            {
                return _pending.IsEmpty ? _writing?.Written ?? Task.CompletedTask : _pending.Written;
            }

            written = _pending.Written;
            TakePending();
        }

        WriteBatch();
        return written;
    }

    public void Dispose()
    {
        _file?.Dispose();
        _directory.Dispose();
        _changes.Dispose();
    }

    /// <summary>Within the gate, when nobody writes. Who calls this is the one writer.</summary>
    private void TakePending()
    {
        _writing = _pending;
        _pending = new JournalBatch(_spare);
    }

    private void WriteBatch()
    {
        var batch = _writing!;
        try
        {
            if (!_hasFailed)
            {
                Write(batch.Records.WrittenSpan);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            _hasFailed = true;
            Log.NotWritten(logger, exception, _directory.JournalPath);
            lifetime.StopApplication();
        }

        if (Finish(batch))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static journal => journal.Continue(), this, preferLocal: false);
        }
    }

    /// <returns>Whether the caller is still the writer, and there is more to do.</returns>
    private bool Finish(JournalBatch batch)
    {
        bool goesOn;
        lock (_gate)
        {
            _length += batch.Records.WrittenCount;
            goesOn = !_pending.IsEmpty || (_length >= _compactAt && !_hasFailed);
            _spare = batch.Records.Capacity > MaximumKeptBuffer ? new ArrayBufferWriter<byte>() : batch.Records;
            _spare.ResetWrittenCount();
            _writing = goesOn ? _writing : null;
            if (goesOn)
            {
                TakePending();
            }
        }

        if (_hasFailed)
        {
            batch.Fail(MomentoErrors.NotPersisted());
        }
        else
        {
            batch.Complete();
        }

        return goesOn;
    }

    private void Continue()
    {
        if (_length >= _compactAt && !_hasFailed)
        {
            TryCompact();
        }

        WriteBatch();
    }

    private void Write(ReadOnlySpan<byte> records)
    {
        RandomAccess.Write(_file!, records, _length);
        if (_sync)
        {
            RandomAccess.FlushToDisk(_file!);
        }
    }

    /// <summary>When it fails the present file goes on, and the next attempt waits until it has doubled.</summary>
    private void TryCompact()
    {
        try
        {
            Compact();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _compactAt = _length * 2;
            Log.NotCompacted(logger, exception, _directory.JournalPath);
        }
    }

    /// <summary>Only by the writer. Nothing changes meanwhile, so what waits to be written is in the snapshot already.</summary>
    private void Compact()
    {
        _changes.EnterWriteLock();
        try
        {
            var (file, length) = _directory.Replace(_snapshot(), _sync);
            lock (_gate)
            {
                _file?.Dispose();
                (_file, _length, _compactAt) = (file, length, Math.Max(MinimumCompaction, length * 2));
                _writing?.Records.ResetWrittenCount();
                _pending.Complete();
                _pending = new JournalBatch(new ArrayBufferWriter<byte>());
            }
        }
        finally
        {
            _changes.ExitWriteLock();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Path} ended with {Bytes} bytes of a record that was never acknowledged: they were cut off")]
        public static partial void CutOff(ILogger logger, string path, long bytes);

        [LoggerMessage(LogLevel.Critical, "{Path} could not be written: nothing more is acknowledged, and the emulator stops")]
        public static partial void NotWritten(ILogger logger, Exception exception, string path);

        [LoggerMessage(LogLevel.Error, "{Path} could not be compacted and goes on as it is")]
        public static partial void NotCompacted(ILogger logger, Exception exception, string path);
    }
}
