using CourseComments.Benchmarks.Load;

namespace CourseComments.Benchmarks.Ingest;

/// <summary>Measures all contestants by turns and prints their medians, with WebhookService's number as a multiple of each.</summary>
internal sealed class Report(IReadOnlyList<Contestant> contestants)
{
    private Dictionary<string, Measurement> _last = [];

    public Measurement? Last(string name) => _last.GetValueOrDefault(name);

    public async Task RunAsync(string title, int runs, Func<Contestant, Task<Measurement>> measure)
    {
        var all = contestants.ToDictionary(contestant => contestant.Name, _ => new List<Measurement>());
        for (var run = 0; run < runs; run++)
        {
            foreach (var contestant in contestants)
            {
                all[contestant.Name].Add(await measure(contestant));
            }
        }

        _last = all.ToDictionary(of => of.Key, of => Measurement.MedianOf(of.Value));
        Console.WriteLine();
        Console.WriteLine($"{title}; median of {runs} runs; {Machine.Describe()}");
        Console.WriteLine();
        var table = new Table("", "per s", "p50 ms", "p99 ms", "CPU s/10k", "its Momento's", "failed", "ours: per s", "per CPU s", "p99");
        var ours = _last[contestants[0].Name];
        foreach (var (name, of) in _last)
        {
            table.Add(
                name, of.PerSecond, of.P50, of.P99, of.ProcessorSeconds, of.MomentoSeconds, of.Failures,
                ours.PerSecond / of.PerSecond, of.ProcessorSeconds / ours.ProcessorSeconds, ours.P99 / of.P99);
        }
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
}
