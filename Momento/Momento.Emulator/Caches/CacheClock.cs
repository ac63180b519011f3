namespace Momento.Emulator.Caches;

/// <summary>Expiry in timestamps of the monotonic clock, which are cheaper to get than the time of day and never jump.</summary>
internal sealed class CacheClock(TimeProvider time)
{
    private readonly double _ticksPerMillisecond = time.TimestampFrequency / 1000d;

    public long Now => time.GetTimestamp();

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: no time to live, or more than Momento allows.</exception>
    public long After(ulong timeToLiveMilliseconds)
    {
        if (timeToLiveMilliseconds is 0 or > CacheLimits.MaximumTimeToLiveMilliseconds)
        {
            throw MomentoErrors.InvalidArgument("The time to live must be positive and at most 24 hours");
        }

        return Now + (long)(timeToLiveMilliseconds * _ticksPerMillisecond);
    }

    /// <summary>The time of day of a timestamp, in 100 ns since 0001-01-01 UTC.</summary>
    public long ToUtcTicks(long timestamp) =>
        time.GetUtcNow().Ticks + (long)((timestamp - Now) / _ticksPerMillisecond * TimeSpan.TicksPerMillisecond);

    public long FromUtcTicks(long utcTicks) =>
        Now + (long)((utcTicks - time.GetUtcNow().Ticks) / (double)TimeSpan.TicksPerMillisecond * _ticksPerMillisecond);

    public ulong MillisecondsUntil(long timestamp) => (ulong)Math.Max(0, (timestamp - Now) / _ticksPerMillisecond);
}
