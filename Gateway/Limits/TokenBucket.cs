using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace CourseComments.Gateway.Limits;

/// <summary>
/// A token bucket that is refilled by reading the clock, as the generic cell rate algorithm does (ITU-T I.371): all it keeps
/// is the moment at which it is full again. So a refusal knows exactly when the next token comes; the framework's bucket
/// is refilled by a timer and only knows its period. See docs/adr/0008-limits-at-the-door.md.
/// </summary>
internal sealed class TokenBucket : RateLimiter
{
    private static readonly Lease Granted = new(null);

    private readonly TimeProvider _time;
    private readonly long _interval;
    private readonly long _capacity;
    private long _fullAt;

    public TokenBucket(Rate rate, TimeProvider time)
    {
        _time = time;
        _interval = Math.Max(1, (long)Math.Ceiling(time.TimestampFrequency / rate.PerSecond));
        _capacity = _interval * rate.Burst;
        _fullAt = time.GetTimestamp();
    }

    /// <summary>Since when the bucket is full; a full one can be forgotten, because a new one is no different.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            var (fullAt, now) = (Volatile.Read(ref _fullAt), _time.GetTimestamp());
            return now >= fullAt ? _time.GetElapsedTime(fullAt, now) : null;
        }
    }

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        while (true)
        {
            var (fullAt, now) = (Volatile.Read(ref _fullAt), _time.GetTimestamp());
            var next = Math.Max(fullAt, now) + (permitCount * _interval);
            if (next - now > _capacity)
            {
                return new Lease(_time.GetElapsedTime(now, next - _capacity));
            }

            if (Interlocked.CompareExchange(ref _fullAt, next, fullAt) == fullAt)
            {
                return Granted;
            }
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(permitCount));

    private sealed class Lease(TimeSpan? retryAfter) : RateLimitLease
    {
        public override bool IsAcquired => retryAfter is null;

        public override IEnumerable<string> MetadataNames => IsAcquired ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
            return metadata is not null;
        }
    }
}
