namespace CourseComments.Benchmarks.Load;

/// <summary>Measures all contestants by turns and prints their medians, and what they are beside the first of them, which is ours.</summary>
/// <param name="contestants">Each is alone while it is measured.</param>
/// <param name="behind">How what they ask in turn is called.</param>
public sealed class Contest(IReadOnlyList<Contestant> contestants, string behind)
{
    /// <summary>The medians of the last round, by name.</summary>
    public IReadOnlyDictionary<string, Measurement> Last { get; private set; } = new Dictionary<string, Measurement>();

    public async Task RunAsync(string title, int runs, Func<Contestant, Task<Measurement>> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        var all = contestants.ToDictionary(contestant => contestant.Name, _ => new List<Measurement>());
        for (var run = 0; run < runs; run++)
        {
            // Whoever comes first finds a machine that has rested: every other time it is the last.
            foreach (var contestant in run % 2 == 0 ? contestants : contestants.Reverse())
            {
                all[contestant.Name].Add(await measure(contestant));
            }
        }

        Last = all.ToDictionary(of => of.Key, of => Measurement.MedianOf(of.Value));
        Console.WriteLine();
        Console.WriteLine($"{title}; median of {runs} runs; {Machine.Describe()}");
        Console.WriteLine();
        Print(contestants[0].Name);
    }

    public void PrintMemory()
    {
        Console.WriteLine();
        var table = new Table("after all of these", "peak memory MB", "ours");
        var ours = contestants[0].Service.PeakMemoryInMegabytes;
        foreach (var contestant in contestants)
        {
            var peak = contestant.Service.PeakMemoryInMegabytes;
            table.Add(contestant.Name, peak, (double)ours / peak);
        }
    }

    private void Print(string first)
    {
        var table = new Table(
            "", "per s", "p50 ms", "p95 ms", "p99 ms", "CPU s/10k", $"{behind} CPU", "failed", "ours: per s", "per CPU s", "p95", "p99");
        var ours = Last[first];
        foreach (var contestant in contestants)
        {
            var of = Last[contestant.Name];
            table.Add(
                contestant.Name, of.PerSecond, of.P50, of.P95, of.P99, of.ProcessorSeconds, of.SecondsBehind, of.Failures,
                ours.PerSecond / of.PerSecond, of.ProcessorSeconds / ours.ProcessorSeconds, ours.P95 / of.P95, ours.P99 / of.P99);
        }
    }
}
