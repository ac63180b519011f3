namespace CourseComments.Benchmarks.Ingest;

/// <param name="PerSecond">Webhooks answered in a second.</param>
/// <param name="P50">In milliseconds.</param>
/// <param name="P99">In milliseconds.</param>
/// <param name="ProcessorSeconds">The receiver's, for 10,000 webhooks.</param>
/// <param name="MomentoSeconds">The emulator's, for 10,000 webhooks.</param>
/// <param name="Failures">Answers other than 200.</param>
internal sealed record Measurement(double PerSecond, double P50, double P99, double ProcessorSeconds, double MomentoSeconds, long Failures)
{
    /// <summary>Of each number the median over the runs; of the failures, all.</summary>
    public static Measurement MedianOf(IReadOnlyList<Measurement> runs) => new(
        Median(runs, run => run.PerSecond),
        Median(runs, run => run.P50),
        Median(runs, run => run.P99),
        Median(runs, run => run.ProcessorSeconds),
        Median(runs, run => run.MomentoSeconds),
        runs.Sum(run => run.Failures));

    private static double Median(IReadOnlyList<Measurement> runs, Func<Measurement, double> number) =>
        runs.Select(number).Order().ElementAt(runs.Count / 2);
}
