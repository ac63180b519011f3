namespace CourseComments.TokenService.Tokens;

/// <summary>
/// So many at once and then so many a second, as Momento counts. All it keeps is when the bucket will be full again (the generic
/// cell rate algorithm, ITU-T I.371).
/// </summary>
internal sealed class MintPace(int perSecond)
{
    private readonly TimeSpan _interval = new((TimeSpan.TicksPerSecond + perSecond - 1) / perSecond);
    private TimeSpan _fullAt;

    /// <summary>When one more fits, now or later.</summary>
    public TimeSpan FirstFree(TimeSpan now) => Later(now, _fullAt - ((perSecond - 1) * _interval));

    /// <returns>When that is.</returns>
    public TimeSpan Take(TimeSpan now) => TakeAt(FirstFree(now));

    /// <summary>When one more fits that keeps its distance from the one before.</summary>
    public TimeSpan NextAfterLast(TimeSpan now) => Later(now, _fullAt);

    /// <returns>When that is.</returns>
    public TimeSpan TakeNext(TimeSpan now) => TakeAt(NextAfterLast(now));

    private TimeSpan TakeAt(TimeSpan at)
    {
        _fullAt = Later(at, _fullAt) + _interval;
        return at;
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
