using System.Globalization;

namespace CourseComments.Benchmarks.Emulator;

/// <summary>Two kinds of calls in turns, so that whatever else the machine does slows both; the median of the ratios counts.</summary>
internal static class Comparison
{
    private const int Callers = 64;
    private const int Rounds = 9;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    /// <returns>Whether the second reaches that part of the first's calls per second.</returns>
    public static async Task<bool> RunAsync(
        string what, string first, Func<int, Task> callFirst, string second, Func<int, Task> callSecond, double atLeast)
    {
        var (rates, ratios) = (new List<(double First, double Second)>(), new List<double>());
        await RateAsync(callFirst);
        await RateAsync(callSecond);
        for (var round = 0; round < Rounds; round++)
        {
            var rate = (await RateAsync(callFirst), await RateAsync(callSecond));
            rates.Add(rate);
            ratios.Add(rate.Item2 / rate.Item1);
        }

        var ratio = Median(ratios);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-26} {first} {Median(rates.Select(rate => rate.First)):N0}/s, {second} {Median(rates.Select(rate => rate.Second)):N0}/s, ratio {ratio:0.00} ({ratios.Min():0.00} to {ratios.Max():0.00}; at least {atLeast:0.00})"));
        return ratio >= atLeast;
    }

    private static async Task<double> RateAsync(Func<int, Task> call)
    {
        var (started, calls) = (TimeProvider.System.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (TimeProvider.System.GetElapsedTime(started) < Turn)
            {
                await call(Interlocked.Increment(ref calls));
            }
        })));
        return calls / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
