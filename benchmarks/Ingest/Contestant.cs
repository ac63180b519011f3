using CourseComments.Benchmarks.Load;

namespace CourseComments.Benchmarks.Ingest;

/// <summary>One of the receivers, alone with the emulator while it is measured.</summary>
internal sealed class Contestant(string name, RunningService service, RunningService momento)
{
    private static ulong s_sequence = 1;

    public string Name => name;

    public RunningService Service => service;

    /// <summary>Every connection posts as soon as it was answered.</summary>
    public Task<Measurement> RunAsync(int connections, int count) => MeasureAsync(connections, count, (load, events) => load.RunAsync(count, number => events[number]));

    /// <summary>Webhooks come at a constant rate.</summary>
    public Task<Measurement> RunAsync(int connections, int count, double perSecond) =>
        MeasureAsync(connections, count, (load, events) => load.RunAsync(count, number => events[number], perSecond));

    private async Task<Measurement> MeasureAsync(int connections, int count, Func<LoadGenerator, SignedWebhooks, Task<LoadResult>> run)
    {
        var events = new SignedWebhooks(s_sequence, count);
        s_sequence += (ulong)count;
        var (own, momentos) = (service.ProcessorTime, momento.ProcessorTime);
        var result = await run(new LoadGenerator(service.Url, connections), events);
        return new Measurement(
            result.PerSecond,
            result.P50,
            result.P99,
            (service.ProcessorTime - own).TotalSeconds * 10_000 / count,
            (momento.ProcessorTime - momentos).TotalSeconds * 10_000 / count,
            result.Failures);
    }
}
