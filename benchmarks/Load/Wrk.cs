using System.Diagnostics;
using System.Globalization;

namespace CourseComments.Benchmarks.Load;

/// <summary>
/// The load generator that others measure with: as close to nothing as one gets, so that on two cores more is left for what is
/// measured.
/// </summary>
public static class Wrk
{
    // wrk counts in microseconds. Answers with a status of 400 and more are among its errors.
    private const string Script = """
        done = function(summary, latency, requests)
          local e = summary.errors
          io.write(string.format("result %d %d %f %f %f %d\n", summary.requests, summary.duration,
            latency:percentile(50), latency:percentile(95), latency:percentile(99),
            e.connect + e.read + e.write + e.status + e.timeout))
        end
        """;

    /// <summary>Every connection asks again as soon as it was answered.</summary>
    public static async Task<LoadResult> RunAsync(Uri url, int connections, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(url);
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, Script);
            using var wrk = Process.Start(new ProcessStartInfo("wrk",
            [
                "-t", $"{Environment.ProcessorCount}", "-c", $"{connections}", "-d", $"{duration.TotalSeconds:F0}s", "-s", script, url.AbsoluteUri,
            ])
            { RedirectStandardOutput = true })!;
            var output = await wrk.StandardOutput.ReadToEndAsync();
            await wrk.WaitForExitAsync();
            var line = output.Split('\n').SingleOrDefault(line => line.StartsWith("result ", StringComparison.Ordinal))
                ?? throw new InvalidOperationException($"wrk ended with {wrk.ExitCode} and said: {output}");
            var numbers = line.Split(' ').Skip(1).Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            return new LoadResult(
                (long)numbers[0], TimeSpan.FromMicroseconds(numbers[1]), numbers[2] / 1000, numbers[3] / 1000, numbers[4] / 1000, (long)numbers[5]);
        }
        finally
        {
            File.Delete(script);
        }
    }
}
