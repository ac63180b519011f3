using System.Net;

namespace CourseComments.Benchmarks.Load;

/// <summary>Sends requests over a fixed number of connections.</summary>
/// <param name="server">Its address.</param>
/// <param name="connections">How many are open, all the time.</param>
/// <param name="expectedStatus">What is no failure.</param>
/// <param name="from">The clients' addresses, the connections by turns; the machine's choice when there is none.</param>
public sealed class LoadGenerator(Uri server, int connections, int expectedStatus = 200, params IPAddress[] from)
{
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>Each connection sends as soon as it was answered.</summary>
    public Task<LoadResult> RunAsync(int count, Func<int, ReadOnlyMemory<byte>> request) => RunAsync(count, request, perSecond: null);

    /// <summary>
    /// Requests come at a constant rate, whether or not earlier ones were answered; a request that waits for a connection waits
    /// in what is measured.
    /// </summary>
    public Task<LoadResult> RunAsync(int count, Func<int, ReadOnlyMemory<byte>> request, double perSecond) =>
        RunAsync(count, request, (double?)perSecond);

    private async Task<LoadResult> RunAsync(int count, Func<int, ReadOnlyMemory<byte>> request, double? perSecond)
    {
        var open = await Task.WhenAll(Enumerable.Range(0, connections)
            .Select(number => HttpConnection.OpenAsync(server, from.Length == 0 ? null : from[number % from.Length])));
        try
        {
            var run = new Run(count, request, perSecond, Time.GetTimestamp());
            var workers = await Task.WhenAll(open.Select(connection => Task.Run(() => SendAsync(connection, run))));
            var (duration, latencies) = (Time.GetElapsedTime(run.Started), new Latencies());
            foreach (var worker in workers)
            {
                latencies.Add(worker.Latencies);
            }

            return new LoadResult(duration, latencies, workers.Sum(worker => worker.Failures));
        }
        finally
        {
            Array.ForEach(open, connection => connection.Dispose());
        }
    }

    private async Task<(Latencies Latencies, long Failures)> SendAsync(HttpConnection connection, Run run)
    {
        var (latencies, failures) = (new Latencies(), 0L);
        while (run.Next() is { } number)
        {
            var due = await run.DueAsync(number);
            if (await connection.SendAsync(run.Request(number)) != expectedStatus)
            {
                failures++;
            }

            latencies.Add(Time.GetElapsedTime(due));
        }

        return (latencies, failures);
    }

    private sealed class Run(int count, Func<int, ReadOnlyMemory<byte>> request, double? perSecond, long started)
    {
        /// <summary>Timers are this late at most; what is due sooner is sent now, and what is late counts from its time.</summary>
        private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

        private int _next = -1;

        public long Started => started;

        public ReadOnlyMemory<byte> Request(int number) => request(number);

        public int? Next() => Interlocked.Increment(ref _next) is var number && number < count ? number : null;

        /// <summary>Waits until a request is to be sent.</summary>
        /// <returns>The time from which its latency counts.</returns>
        public async ValueTask<long> DueAsync(int number)
        {
            if (perSecond is not { } rate)
            {
                return Time.GetTimestamp();
            }

            var due = started + (long)(number / rate * Time.TimestampFrequency);
            var wait = Time.GetElapsedTime(Time.GetTimestamp(), due);
            if (wait < Tick)
            {
                return Math.Min(due, Time.GetTimestamp());
            }

            await Task.Delay(wait, Time);
            return Time.GetTimestamp() is var now && Time.GetElapsedTime(due, now) < 2 * Tick ? now : due;
        }
    }
}
