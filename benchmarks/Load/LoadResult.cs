namespace CourseComments.Benchmarks.Load;

/// <summary>What a number of requests took.</summary>
/// <param name="Count">How many were answered.</param>
/// <param name="Duration">From the first to the last.</param>
/// <param name="P50">In milliseconds.</param>
/// <param name="P95">In milliseconds.</param>
/// <param name="P99">In milliseconds.</param>
/// <param name="Failures">How many had another status than the expected one.</param>
public sealed record LoadResult(long Count, TimeSpan Duration, double P50, double P95, double P99, long Failures)
{
    public double PerSecond => Count / Duration.TotalSeconds;

    internal static LoadResult Of(Latencies latencies, TimeSpan duration, long failures) => new(
        latencies.Count, duration, Milliseconds(latencies, 0.5), Milliseconds(latencies, 0.95), Milliseconds(latencies, 0.99), failures);

    private static double Milliseconds(Latencies latencies, double share) => latencies.At(share).TotalMilliseconds;
}
