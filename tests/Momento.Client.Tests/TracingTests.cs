using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Momento.Sdk;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Status = Grpc.Core.Status;
using StatusCode = Grpc.Core.StatusCode;

namespace Momento.Client.Tests;

public sealed class TracingTests
{
    [Fact]
    public async Task Calls_are_traced_by_method_and_status_without_key_value_message_or_token()
    {
        await using var momento = await TestMomento.StartAsync();
        var spans = new Spans();
        using var host = await StartAsync(spans, ("ConnectionStrings:momento", $"Endpoint={momento.Endpoint};ApiKey=SECRET.key"));
        using var test = new Activity("test") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();

        await host.Services.GetRequiredService<ICacheClient>().SetAsync("cache", "SECRET-key", "SECRET-value");
        momento.Failure = new Status(StatusCode.PermissionDenied, "SECRET");
        await host.Services.GetRequiredService<ITopicPublisher>().PublishAsync(
            "cache", "topic", "SECRET-text", "SECRET.token", CancellationToken.None);

        // Other tests run at the same time, and their calls are seen too.
        var own = spans.Ended.Where(a => a.TraceId == test.TraceId).ToList();
        Assert.Equal(
            [
                ("cache_client.Scs/Set", "cache_client.Scs", "Set", 0, ActivityStatusCode.Unset),
                ("cache_client.pubsub.Pubsub/Publish", "cache_client.pubsub.Pubsub", "Publish", 7, ActivityStatusCode.Error),
            ],
            own.Select(a => (
                a.DisplayName, a.GetTagItem("rpc.service"), a.GetTagItem("rpc.method"), a.GetTagItem("rpc.grpc.status_code"), a.Status)));
        Assert.DoesNotContain(own.SelectMany(a => a.TagObjects), t => $"{t.Value}".Contains("SECRET", StringComparison.Ordinal));
        await host.StopAsync();
    }

    [Fact]
    public async Task Tracing_can_be_left_out()
    {
        await using var momento = await TestMomento.StartAsync();
        var spans = new Spans();
        using var host = await StartAsync(
            spans, ("ConnectionStrings:momento", $"Endpoint={momento.Endpoint}"), ("Momento:Client:DisableTracing", "true"));
        using var test = new Activity("test") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();

        await host.Services.GetRequiredService<ICacheClient>().SetAsync("cache", "key", "value");

        Assert.DoesNotContain(spans.Ended, a => a.TraceId == test.TraceId);
        await host.StopAsync();
    }

    /// <summary>An application that traces, and uses Momento.</summary>
    private static async Task<IHost> StartAsync(Spans spans, params (string Key, string? Value)[] configuration)
    {
        var builder = TestHost.Builder(configuration);
        builder.AddMomentoClients("momento", s => s.ClientTimeout = TimeSpan.FromSeconds(30));
        builder.Services.AddOpenTelemetry().WithTracing(t => t.AddProcessor(spans));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private sealed class Spans : BaseProcessor<Activity>
    {
        private readonly Lock _lock = new();
        private readonly List<Activity> _ended = [];

        public IReadOnlyList<Activity> Ended
        {
            get
            {
                lock (_lock)
                {
                    return [.. _ended];
                }
            }
        }

        public override void OnEnd(Activity data)
        {
            lock (_lock)
            {
                _ended.Add(data);
            }
        }
    }
}
