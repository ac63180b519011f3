using CourseComments.Relay.Checkpoints;

namespace CourseComments.Relay;

/// <summary>How the relay is doing, for health and metrics.</summary>
internal sealed class RelayStatus(TimeProvider time)
{
    private readonly Lock _lock = new();
    private AcknowledgedPrefix? _work;
    private long _lastProgress = time.GetTimestamp();
    private long? _lastGap;

    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _work?.Waiting ?? 0;
            }
        }
    }

    /// <summary>How long the oldest message that waits has waited.</summary>
    public TimeSpan Lag
    {
        get
        {
            lock (_lock)
            {
                return _work?.OldestReceived is { } oldest ? time.GetUtcNow() - oldest : TimeSpan.Zero;
            }
        }
    }

    /// <summary>How long the checkpoint has stood still although messages wait.</summary>
    public TimeSpan StalledFor
    {
        get
        {
            var lag = Lag;
            lock (_lock)
            {
                var idle = time.GetElapsedTime(_lastProgress);
                return lag < idle ? lag : idle;
            }
        }
    }

    /// <summary>Null when there was no gap.</summary>
    public TimeSpan? SinceLastGap
    {
        get
        {
            lock (_lock)
            {
                return _lastGap is { } at ? time.GetElapsedTime(at) : null;
            }
        }
    }

    public void Works(AcknowledgedPrefix? work)
    {
        lock (_lock)
        {
            _work = work;
        }
    }

    public void Progressed()
    {
        lock (_lock)
        {
            _lastProgress = time.GetTimestamp();
        }
    }

    public void SawGap()
    {
        lock (_lock)
        {
            _lastGap = time.GetTimestamp();
        }
    }
}
