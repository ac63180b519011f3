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
    public Task<Measurement> RunAsync(int connections, int count) =>
        MeasureAsync(connections, count, (load, request) => load.RunAsync(count, request));

    /// <summary>Requests come at a constant rate.</summary>
    public Task<Measurement> RunAsync(int connections, int count, double perSecond) =>
        MeasureAsync(connections, count, (load, request) => load.RunAsync(count, request, perSecond));

    private async Task<Measurement> MeasureAsync(
        int connections, int count, Func<LoadGenerator, Func<int, ReadOnlyMemory<byte>>, Task<LoadResult>> run)
    {
        var request = requests(count);
        var (own, others) = (service.ProcessorTime, behind.ProcessorTime);
        var result = await run(new LoadGenerator(service.Url, connections), request);
        return new Measurement(
            result.PerSecond,
            result.P50,
            result.P95,
            result.P99,
            (service.ProcessorTime - own).TotalSeconds * 10_000 / count,
            (behind.ProcessorTime - others).TotalSeconds * 10_000 / count,
            result.Failures);
    }
}
