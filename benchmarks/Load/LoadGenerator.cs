using System.Net;
using System.Net.Sockets;

namespace CourseComments.Benchmarks.Load;

/// <summary>Sends requests over a fixed number of connections.</summary>
/// <param name="server">Its address.</param>
/// <param name="connections">How many are open, all the time.</param>
/// <param name="expectedStatus">What is no failure.</param>
/// <param name="from">The clients' addresses, the connections by turns; the machine's choice when there is none.</param>
public sealed class LoadGenerator(Uri server, int connections, int expectedStatus = 200, params IPAddress[] from)
{
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>
    /// Each connection sends as soon as it was answered. A thread for each core waits for all of its connections at once: that
    /// takes the least from what is measured.
    /// </summary>
    public Task<LoadResult> RunAsync(int count, Func<int, ReadOnlyMemory<byte>> request)
    {
        var run = new Run(count, request, perSecond: null);
        return RunAsync(run, open => open
            .Select((connection, number) => (connection, number))
            .GroupBy(one => one.number % Environment.ProcessorCount, one => one.connection)
            .Select(share => Task.Factory.StartNew(
                () => Send([.. share], run), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }

    /// <summary>
    /// Requests come at a constant rate, whether or not earlier ones were answered; a request that waits for a connection waits
    /// in what is measured.
    /// </summary>
    public Task<LoadResult> RunAsync(int count, Func<int, ReadOnlyMemory<byte>> request, double perSecond)
    {
        var run = new Run(count, request, perSecond);
        return RunAsync(run, open => open.Select(connection => Task.Run(() => SendAsync(connection, run))));
    }

    private async Task<LoadResult> RunAsync(Run run, Func<HttpConnection[], IEnumerable<Task<(Latencies Latencies, long Failures)>>> send)
    {
        var open = await Task.WhenAll(Enumerable.Range(0, connections)
            .Select(number => HttpConnection.OpenAsync(server, from.Length == 0 ? null : from[number % from.Length])));
        try
        {
            run.Started = Time.GetTimestamp();
            var workers = await Task.WhenAll(send(open));
            var (duration, latencies) = (Time.GetElapsedTime(run.Started), new Latencies());
            foreach (var worker in workers)
            {
                latencies.Add(worker.Latencies);
            }

            return LoadResult.Of(latencies, duration, workers.Sum(worker => worker.Failures));
        }
        finally
        {
            Array.ForEach(open, connection => connection.Dispose());
        }
    }

    private (Latencies Latencies, long Failures) Send(HttpConnection[] connections, Run run)
    {
        var (latencies, failures) = (new Latencies(), 0L);
        var waiting = new Dictionary<Socket, (HttpConnection Connection, ReadOnlyMemory<byte> Request, long Since)>();
        Array.ForEach(connections, SendNext);
        var readable = new List<Socket>();
        while (waiting.Count > 0)
        {
            readable.Clear();
            readable.AddRange(waiting.Keys);
            Socket.Select(readable, null, null, Timeout.InfiniteTimeSpan);
            foreach (var socket in readable)
            {
                waiting.Remove(socket, out var sent);
                if (sent.Connection.Receive(sent.Request) is not { } status)
                {
                    waiting.Add(sent.Connection.Socket, sent);
                    continue;
                }

                failures += status == expectedStatus ? 0 : 1;
                latencies.Add(Time.GetElapsedTime(sent.Since));
                SendNext(sent.Connection);
            }
        }

        return (latencies, failures);

        void SendNext(HttpConnection connection)
        {
            if (run.Next() is { } number)
            {
                var request = run.Request(number);
                waiting.Add(connection.Socket, (connection, request, Time.GetTimestamp()));
                connection.Send(request.Span);
            }
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

    private sealed class Run(int count, Func<int, ReadOnlyMemory<byte>> request, double? perSecond)
    {
        /// <summary>Timers are this late at most; what is due sooner is sent now, and what is late counts from its time.</summary>
        private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

        private int _next = -1;

        public long Started { get; set; }

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

            var due = Started + (long)(number / rate * Time.TimestampFrequency);
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
