namespace Momento.Emulator.Admin;

/// <summary>A clock that goes as another one does, and can be moved forward. Timers notice.</summary>
internal sealed class MovableTime(TimeProvider inner) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<MovableTimer> _timers = [];
    private long _offset;

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override long TimestampFrequency => inner.TimestampFrequency;

    private TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Offset;

    public override long GetTimestamp() => inner.GetTimestamp() + (long)(Offset.TotalSeconds * inner.TimestampFrequency);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new MovableTimer(this, inner, () => callback(state));
        lock (_gate)
        {
            _timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        MovableTimer[] timers;
        lock (_gate)
        {
            Interlocked.Add(ref _offset, by.Ticks);
            timers = [.. _timers];
        }

        Array.ForEach(timers, timer => timer.ClockMoved());
    }

    internal void Remove(MovableTimer timer)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
        }
    }
}
