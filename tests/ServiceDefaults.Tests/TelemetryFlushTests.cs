using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CourseComments.ServiceDefaults.Tests;

public sealed class TelemetryFlushTests
{
    private const int LongestWaitMilliseconds = 2000;

    private readonly ConcurrentDictionary<string, int> _shutdowns = new();

    [Fact]
    public async Task A_service_that_stops_waits_for_its_collector_for_a_bounded_time_only()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseTestServer();
        // The discard port: nobody is there.
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9";
        builder.AddServiceDefaults();
        builder.Services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddProcessor(new Recorder<Activity>("traces", _shutdowns)));
        builder.Services.ConfigureOpenTelemetryLoggerProvider(logs => logs.AddProcessor(new Recorder<LogRecord>("logs", _shutdowns)));
        builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddReader(new MetricRecorder(_shutdowns)));
        await using var app = builder.Build();
        app.UseServiceDefaults();
        await app.StartAsync();
        Assert.Empty(_shutdowns);

        await app.StopAsync();

        Assert.Equal(["logs", "metrics", "traces"], _shutdowns.Keys.Order());
        // What the exporter before has left of the time; without an end it would be -1.
        Assert.All(_shutdowns.Values, wait => Assert.InRange(wait, 0, LongestWaitMilliseconds));
    }

    private sealed class Recorder<T>(string kind, ConcurrentDictionary<string, int> shutdowns) : BaseProcessor<T>
    {
        protected override bool OnShutdown(int timeoutMilliseconds) => shutdowns.TryAdd(kind, timeoutMilliseconds);
    }

    private sealed class MetricRecorder(ConcurrentDictionary<string, int> shutdowns) : MetricReader
    {
        protected override bool OnShutdown(int timeoutMilliseconds) => shutdowns.TryAdd("metrics", timeoutMilliseconds);
    }
}
