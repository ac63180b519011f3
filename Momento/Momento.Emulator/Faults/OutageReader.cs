using System.IO.Pipelines;

namespace Momento.Emulator.Faults;

/// <summary>What a connection receives: held back while there is an outage.</summary>
internal sealed class OutageReader(PipeReader inner, Outage outage, CancellationToken closed) : PipeReader
{
    private TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

    public override void CancelPendingRead()
    {
        inner.CancelPendingRead();
        Interlocked.Exchange(ref _cancelled, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        await EndOfOutageAsync(cancellationToken);
        var result = await inner.ReadAsync(cancellationToken);
        await EndOfOutageAsync(cancellationToken);
        return result;
    }

    public override bool TryRead(out ReadResult result)
    {
        result = default;
        return !outage.IsOn && inner.TryRead(out result);
    }

    private async Task EndOfOutageAsync(CancellationToken cancellationToken)
    {
        if (outage.IsOn)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closed);
            Task ended = Task.WhenAny(outage.Ended, _cancelled.Task);
            await ended.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
