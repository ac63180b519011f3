namespace Momento.Emulator.Topics;

/// <summary>
/// Numbers sequence pages: each greater than those before, and as they start from the time of day, also than those of
/// an earlier run, so that a client that resumes after a restart notices it.
/// </summary>
internal sealed class SequencePages(TimeProvider time)
{
    private readonly Lock _gate = new();
    private ulong _last;

    /// <summary>What follows is greater than this page of an earlier run, even when the clock was set back.</summary>
    public void Skip(ulong page)
    {
        lock (_gate)
        {
            _last = Math.Max(_last, page);
        }
    }

    public ulong Next()
    {
        lock (_gate)
        {
            _last = Math.Max(_last + 1, (ulong)time.GetUtcNow().ToUnixTimeMilliseconds());
            return _last;
        }
    }
}
