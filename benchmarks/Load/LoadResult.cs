namespace CourseComments.Benchmarks.Load;

/// <summary>What a number of requests took.</summary>
/// <param name="Duration">From the first to the last.</param>
/// <param name="Latencies">Of each.</param>
/// <param name="Failures">How many had another status than the expected one.</param>
public sealed record LoadResult(TimeSpan Duration, Latencies Latencies, long Failures)
{
    public double PerSecond => Latencies.Count / Duration.TotalSeconds;

    public double P50 => Latencies.At(0.5).TotalMilliseconds;

    public double P95 => Latencies.At(0.95).TotalMilliseconds;

    public double P99 => Latencies.At(0.99).TotalMilliseconds;
}
