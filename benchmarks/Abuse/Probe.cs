using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using CourseComments.Benchmarks.Load;
using Momento.Webhooks;

namespace CourseComments.Benchmarks.Abuse;

/// <summary>Momento, as far as the gateway can tell: posts a signed event every 50 ms, whether or not the last was answered.</summary>
internal sealed class Probe(Uri gateway) : IDisposable
{
    private const string Address = "127.0.0.9";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly SigningSecret _secret = new(LocalSystem.SigningSecret);
    private readonly HttpClient _client = new(Loopback.HandlerFrom(Address)) { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(5) };
    private ulong _sequence;

    /// <summary>Measures while something else happens.</summary>
    /// <returns>Whether every event was stored, each within a second.</returns>
    public async Task<bool> WhileAsync(string phase, Func<Task<string>> attack, bool isJudged = true)
    {
        var (latencies, failures, posts) = (new ConcurrentBag<TimeSpan>(), new ConcurrentBag<string>(), new List<Task>());
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        var attacking = Task.Run(attack);
        while (!attacking.IsCompleted && await timer.WaitForNextTickAsync())
        {
            posts.Add(Task.Run(() => PostAsync(latencies, failures)));
        }

        var note = await attacking;
        await Task.WhenAll(posts);
        return Report(phase, note, [.. latencies.Order()], [.. failures]) || !isJudged;
    }

    public void Dispose() => _client.Dispose();

    private async Task PostAsync(ConcurrentBag<TimeSpan> latencies, ConcurrentBag<string> failures)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var sequence = Interlocked.Increment(ref _sequence);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new WebhookEvent("course-comments", "comment", now, now, sequence, "probe", $$"""{"courseId":"probe","comment":"comment {{sequence}}"}"""),
            WebhookJsonContext.Default.WebhookEvent);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/momento") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(WebhookHeaders.Signature, WebhookSignature.Compute(body, _secret));
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            using var response = await _client.SendAsync(request);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                failures.Add($"{(int)response.StatusCode}");
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            failures.Add(exception.GetType().Name);
        }

        latencies.Add(TimeProvider.System.GetElapsedTime(started));
    }

    private static bool Report(string phase, string note, TimeSpan[] latencies, string[] failures)
    {
        var max = latencies[^1];
        var isFine = failures.Length == 0 && max <= TimeSpan.FromSeconds(1);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{phase,-14} {latencies.Length,5} webhooks  p50 {Share(0.5),7:0.0} ms  p99 {Share(0.99),7:0.0} ms  max {max.TotalMilliseconds,7:0.0} ms  {(isFine ? "within 1 s" : "TOO SLOW")}  {note}"));
        foreach (var failure in failures.CountBy(failure => failure))
        {
            Console.WriteLine($"{"",14} {failure.Value} × {failure.Key}");
        }

        return isFine;

        double Share(double share) => latencies[(int)Math.Ceiling(share * latencies.Length) - 1].TotalMilliseconds;
    }
}
