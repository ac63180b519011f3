namespace CourseComments.Benchmarks.Load;

/// <param name="PerSecond">Requests answered in a second.</param>
/// <param name="P50">In milliseconds.</param>
/// <param name="P95">In milliseconds.</param>
/// <param name="P99">In milliseconds.</param>
/// <param name="ProcessorSeconds">The service's, for 10,000 requests.</param>
/// <param name="SecondsBehind">Of what it asks in turn, for 10,000 requests.</param>
/// <param name="Failures">Answers with another status than 200.</param>
public sealed record Measurement(
    double PerSecond, double P50, double P95, double P99, double ProcessorSeconds, double SecondsBehind, long Failures)
{
    /// <summary>Of each number the median over the runs; of the failures, all.</summary>
    public static Measurement MedianOf(IReadOnlyCollection<Measurement> runs) => new(
        Median(runs, run => run.PerSecond),
        Median(runs, run => run.P50),
        Median(runs, run => run.P95),
        Median(runs, run => run.P99),
        Median(runs, run => run.ProcessorSeconds),
        Median(runs, run => run.SecondsBehind),
        runs.Sum(run => run.Failures));

    private static double Median(IReadOnlyCollection<Measurement> runs, Func<Measurement, double> number) =>
        runs.Select(number).Order().ElementAt(runs.Count / 2);
}
