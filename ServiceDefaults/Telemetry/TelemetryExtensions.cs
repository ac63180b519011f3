using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CourseComments.ServiceDefaults.Telemetry;

internal static class TelemetryExtensions
{
    /// <summary>Every service names its meter and its activity source after its assembly.</summary>
    private const string OwnSources = "CourseComments.*";

    /// <summary>As long as this category logs anything, every request gets an <c>Activity</c>, and so does every call that it makes.</summary>
    private const string RequestActivities = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>
    /// Logs, metrics and traces over OTLP, where the standard <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector. Where none does,
    /// no trace is begun and nothing is recorded: spans that nobody gets are a good part of what a webhook costs.
    /// </summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            // What it would log, an exception that nobody has caught, Kestrel logs too.
            builder.Logging.AddFilter(RequestActivities, LogLevel.None);
            return;
        }

        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        builder.Services.AddOpenTelemetry()
            .UseOtlpExporter()
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter(OwnSources, "Polly"))
            .WithTracing(tracing => tracing
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !IsHealthCheck(context.Request.Path))
                .AddHttpClientInstrumentation()
                .AddSource(OwnSources));
        builder.Services.AddHostedService<TelemetryFlush>();
    }

    private static bool IsHealthCheck(Microsoft.AspNetCore.Http.PathString path) =>
        path.StartsWithSegments("/health") || path.StartsWithSegments("/alive");
}
