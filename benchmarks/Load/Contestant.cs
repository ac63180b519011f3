namespace CourseComments.Benchmarks.Load;

/// <summary>One of several ways to answer the same requests.</summary>
/// <param name="name">How it is called in tables.</param>
/// <param name="service">What is asked.</param>
/// <param name="behind">What it asks in turn.</param>
/// <param name="requests">Makes the requests of a run beforehand.</param>
public sealed class Contestant(string name, RunningService service, RunningService behind, Func<int, Func<int, ReadOnlyMemory<byte>>> requests)
{
    public string Name => name;

    public RunningService Service => service;

    /// <summary>Every connection asks again as soon as it was answered.</summary>
    public Task<Measurement> RunAsync(int connections, int count)
    {
        var request = requests(count);
        return MeasureAsync(() => new LoadGenerator(service.Url, connections).RunAsync(count, request));
    }

    /// <summary>Requests come at a constant rate.</summary>
    public Task<Measurement> RunAsync(int connections, int count, double perSecond)
    {
        var request = requests(count);
        return MeasureAsync(() => new LoadGenerator(service.Url, connections).RunAsync(count, request, perSecond));
    }

    /// <summary>Every connection gets a page again as soon as it was answered; from <see cref="Wrk"/>.</summary>
    public Task<Measurement> RunAsync(int connections, TimeSpan duration, string path) =>
        MeasureAsync(() => Wrk.RunAsync(new Uri(service.Url, path), connections, duration));

    private async Task<Measurement> MeasureAsync(Func<Task<LoadResult>> run)
    {
        var (own, others) = (service.ProcessorTime, behind.ProcessorTime);
        var result = await run();
        return new Measurement(
            result.PerSecond,
            result.P50,
            result.P95,
            result.P99,
            (service.ProcessorTime - own).TotalSeconds * 10_000 / result.Count,
            (behind.ProcessorTime - others).TotalSeconds * 10_000 / result.Count,
            result.Failures);
    }
}
