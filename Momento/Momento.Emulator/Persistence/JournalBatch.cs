using System.Buffers;

namespace Momento.Emulator.Persistence;

/// <summary>Records that are written together, and who waits for that.</summary>
internal sealed class JournalBatch
{
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public JournalBatch(ArrayBufferWriter<byte> records) => Records = records;

    public ArrayBufferWriter<byte> Records { get; }

    public bool IsEmpty => Records.WrittenCount == 0;

    public Task Written => _written.Task;

    public void Complete() => _written.TrySetResult();

    public void Fail(Exception exception)
    {
        _written.TrySetException(exception);
        _ = _written.Task.Exception;
    }
}
