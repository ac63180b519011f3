using System.Net;
using System.Text.Json;
using CourseComments.TestSupport;
using CourseComments.TestSupport.Refusals;
using CourseComments.TestSupport.Telemetry;

namespace CourseComments.AppHost.Tests.Refusals;

/// <summary>The refusal matrix at the public door of the whole system, and what of it can be seen afterwards.</summary>
public sealed class RefusalTests(RefusalSystem system) : IClassFixture<RefusalSystem>
{
    /// <summary>More than any limit of the tested system lets through at once.</summary>
    private const int Flood = 60;
    private static int _addresses;

    public static TheoryData<Refusal> Matrix => [.. RefusalMatrix.OfGateway];

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Request_with_one_fault_is_refused_with_its_own_problem(Refusal expected)
    {
        using var response = await AnswerAsync(expected.Door, expected.Fault);

        Assert.Null(await RefusalAssert.FindFaultAsync(response, expected, system.Requests));
    }

    [Fact]
    public async Task Nothing_that_the_matrix_sent_is_in_any_log_trace_or_metric()
    {
        foreach (var cell in RefusalMatrix.OfGateway)
        {
            using var response = await AnswerAsync(cell.Door, cell.Fault);
            if (cell is { Door: RefusalMatrix.Tokens, Status: 200 })
            {
                var token = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("token").GetString()!;
                system.Requests.Learn(token, "a disposable token");
            }
        }

        await EverythingIsExportedAsync();

        Assert.Empty(system.Requests.Secrets.Where(secret => system.Collector.Holds(secret.Key)).Select(secret => secret.Value));
        Assert.Empty(system.Requests.Secrets.Where(secret => system.Console.Text.Contains(secret.Key, StringComparison.Ordinal)).Select(secret => secret.Value));
        Assert.True(system.Collector.Holds("coursecomments.webhooks"), "The collector sees metrics.");
        Assert.True(system.Collector.Holds("A webhook was refused"), "The collector sees logs.");
        Assert.Contains("A webhook was refused", system.Console.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_comment_is_one_unbroken_trace_from_the_request_to_the_list()
    {
        var (traceId, spanId) = (RandomHex(16), RandomHex(8));
        using var request = system.Requests.Create(RefusalMatrix.Publish, RefusalMatrix.None);
        request.Headers.Add("traceparent", $"00-{traceId}-{spanId}-01");
        request.Headers.Add("X-Forwarded-For", NextAddress());
        using var response = await system.Gateway.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);

        var trace = await Eventually.GetAsync("a trace up to the list", () =>
        {
            var spans = SpansOf(traceId);
            return Task.FromResult(IsWhole(spans, spanId) ? spans : null);
        });

        Assert.Equal(["gateway", "tokens", "webhooks"], trace.Select(span => span.Service).Distinct().Order());
    }

    /// <summary>From the client to the list, with every span's parent in it.</summary>
    private static bool IsWhole(IReadOnlyList<(string Service, Span Span)> trace, string client)
    {
        var ids = trace.Select(entry => Hex(entry.Span.SpanId)).Append(client).ToHashSet();
        return trace.Any(entry => entry is { Service: "webhooks", Span.Name: "cache_client.Scs/ListPushFront" })
            && trace.All(entry => ids.Contains(Hex(entry.Span.ParentSpanId)));
    }

    private async Task<HttpResponseMessage> AnswerAsync(string door, string fault)
    {
        var address = NextAddress();
        var response = await system.SendAsync(door, fault, address);
        for (var sent = 1; fault == RefusalMatrix.TooMany && sent < Flood && response.StatusCode != HttpStatusCode.TooManyRequests; sent++)
        {
            response.Dispose();
            response = await system.SendAsync(door, fault, address);
        }

        return response;
    }

    /// <summary>Waits for what every service exports about a last request, and for its metrics after that.</summary>
    private async Task EverythingIsExportedAsync()
    {
        foreach (var (door, service) in new[] { (RefusalMatrix.Tokens, "tokens"), (RefusalMatrix.Read, "webhooks") })
        {
            var traceId = RandomHex(16);
            using var request = system.Requests.Create(door, RefusalMatrix.None);
            request.Headers.Add("traceparent", $"00-{traceId}-{RandomHex(8)}-01");
            request.Headers.Add("X-Forwarded-For", NextAddress());
            using var response = await system.Gateway.SendAsync(request);
            await Eventually.GetAsync($"spans of the gateway and of {service}", () => Task.FromResult(
                SpansOf(traceId).Select(entry => entry.Service).Distinct().Count() >= 2 ? "all" : null));
        }

        var before = system.Collector.Counts;
        await Eventually.GetAsync("metrics and logs after the last request", () =>
        {
            // Three services, each at least twice, so that the second began after the last request.
            var now = system.Collector.Counts;
            return Task.FromResult(now.Metrics >= before.Metrics + 6 && now.Logs > before.Logs ? "all" : null);
        });
    }

    private IReadOnlyList<(string Service, Span Span)> SpansOf(string traceId) =>
        [.. system.Collector.Spans.Where(entry => Hex(entry.Span.TraceId) == traceId)];

    private static string NextAddress()
    {
        var number = Interlocked.Increment(ref _addresses);
        return $"198.51.{number / 250}.{(number % 250) + 1}";
    }

    private static string Hex(Google.Protobuf.ByteString bytes) => Convert.ToHexStringLower(bytes.Span);

    private static string RandomHex(int bytes) => Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(bytes));
}
