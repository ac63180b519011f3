using System.IO.Pipelines;

namespace Momento.Emulator.Faults;

/// <summary>What a connection sends: held back while there is an outage.</summary>
internal sealed class OutageWriter(PipeWriter inner, Outage outage, CancellationToken closed) : PipeWriter
{
    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override void Advance(int bytes) => inner.Advance(bytes);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (outage.IsOn)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closed);
            await outage.Ended.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return await inner.FlushAsync(cancellationToken);
    }
}
