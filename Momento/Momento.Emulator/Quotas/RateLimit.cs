namespace Momento.Emulator.Quotas;

/// <summary>So many in a second, and not one more: a bucket that fills as time goes by.</summary>
internal sealed class RateLimit(int perSecond, TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _left = perSecond;
    private long _lookedAt = time.GetTimestamp();

    public bool TryTake()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _left = Math.Min(perSecond, _left + (time.GetElapsedTime(_lookedAt, now).TotalSeconds * perSecond));
            _lookedAt = now;
            if (_left < 1)
            {
                return false;
            }

            _left--;
            return true;
        }
    }
}
