using System.Net;
using System.Net.Http.Headers;
using CourseComments.Benchmarks.Load;

namespace CourseComments.Benchmarks.Minting;

/// <summary>Everybody asks at once; who is told to come back later comes back then, and not before.</summary>
internal sealed class Rush(RunningService service, string[] bearers)
{
    private static readonly TimeProvider Time = TimeProvider.System;
    private readonly long _started = Time.GetTimestamp();
    private int _sentAway;
    private int _sentAwayAgain;
    private int _failures;

    public int Failures => _failures;

    private TimeSpan Took { get; set; }

    /// <summary>Before, and then every second.</summary>
    private List<long> Megabytes { get; } = [];

    public async Task<Rush> RunAsync()
    {
        using var client = new HttpClient { BaseAddress = service.Url };
        Megabytes.Add(service.MemoryInMegabytes);
        var asking = Task.WhenAll(bearers.Select(bearer => AskUntilGivenAsync(client, bearer)));
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), Time);
        while (!asking.IsCompleted && await timer.WaitForNextTickAsync())
        {
            Megabytes.Add(service.MemoryInMegabytes);
        }

        await asking;
        Took = Time.GetElapsedTime(_started);
        return this;
    }

    /// <param name="limit">What the minting limit alone makes of it.</param>
    public void Print(TimeSpan limit)
    {
        var table = new Table("", "");
        table.Add("all had their token after, s", Took.TotalSeconds);
        table.Add("of what the limit dictates", Took / limit);
        table.Add("told to come back later", _sentAway);
        table.Add("came back on time in vain", _sentAwayAgain);
        table.Add("another answer", _failures);
        table.Add("service's memory before, MB", Megabytes[0]);
        table.Add("after a tenth of the time, MB", Megabytes[Megabytes.Count / 10]);
        table.Add("after half of it, MB", Megabytes[Megabytes.Count / 2]);
        table.Add("at the end, MB", Megabytes[^1]);
        table.Add("the most, MB", Megabytes.Max());
    }

    private async Task AskUntilGivenAsync(HttpClient client, string bearer)
    {
        for (var asked = 1; ; asked++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tokens");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            using var response = await client.SendAsync(request);
            if (response.StatusCode != HttpStatusCode.TooManyRequests || response.Headers.RetryAfter?.Delta is not { } wait)
            {
                Interlocked.Add(ref _failures, response.StatusCode == HttpStatusCode.OK ? 0 : 1);
                return;
            }

            Interlocked.Increment(ref asked == 1 ? ref _sentAway : ref _sentAwayAgain);
            await Task.Delay(wait, Time);
        }
    }
}
