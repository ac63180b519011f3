namespace Momento.Emulator.Quotas;

/// <summary>So many in a second, and not one more: a bucket that fills as time goes by.</summary>
internal sealed class RateLimit(int perSecond, TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _left = perSecond;
    private long _lookedAt = time.GetTimestamp();

    /// <summary>Whether there is any, for what is counted only when it was used.</summary>
    public bool HasLeft()
    {
        lock (_gate)
        {
            Fill();
            return _left > 0;
        }
    }

    /// <summary>Takes what was used, even if there was less: the next have to wait for it.</summary>
    public void Take(long used)
    {
        lock (_gate)
        {
            Fill();
            _left -= used;
        }
    }

    public bool TryTake()
    {
        lock (_gate)
        {
            Fill();
            if (_left < 1)
            {
                return false;
            }

            _left--;
            return true;
        }
    }

    private void Fill()
    {
        var now = time.GetTimestamp();
        _left = Math.Min(perSecond, _left + (time.GetElapsedTime(_lookedAt, now).TotalSeconds * perSecond));
        _lookedAt = now;
    }
}
