namespace Momento.Emulator.Admin;

/// <summary>A timer of a clock that can be moved. What it missed when that happens it makes up for once, not time after time.</summary>
internal sealed class MovableTimer : ITimer
{
    private readonly Lock _gate = new();
    private readonly MovableTime _time;
    private readonly ITimer _inner;
    private readonly Action _callback;
    private DateTimeOffset? _dueAt;
    private TimeSpan _period = Timeout.InfiniteTimeSpan;

    public MovableTimer(MovableTime time, TimeProvider inner, Action callback)
    {
        (_time, _callback) = (time, callback);
        _inner = inner.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _dueAt = dueTime == Timeout.InfiniteTimeSpan ? null : _time.GetUtcNow() + dueTime;
            _period = period;
            return Arm();
        }
    }

    public void ClockMoved()
    {
        lock (_gate)
        {
            Arm();
        }
    }

    public void Dispose()
    {
        _time.Remove(this);
        _inner.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        _time.Remove(this);
        return _inner.DisposeAsync();
    }

    private bool Arm()
    {
        var remaining = _dueAt is { } dueAt ? dueAt - _time.GetUtcNow() : Timeout.InfiniteTimeSpan;
        return _inner.Change(_dueAt is not null && remaining < TimeSpan.Zero ? TimeSpan.Zero : remaining, Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        lock (_gate)
        {
            if (_dueAt is null)
            {
                return;
            }

            // The clock that wakes may be a moment ahead of the one that is asked; what is left is then waited for.
            if (_dueAt - _time.GetUtcNow() > TimeSpan.FromMilliseconds(1))
            {
                Arm();
                return;
            }

            _dueAt = _period > TimeSpan.Zero ? _time.GetUtcNow() + _period : null;
            Arm();
        }

        _callback();
    }
}
