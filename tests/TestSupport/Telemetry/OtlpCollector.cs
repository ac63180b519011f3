using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace CourseComments.TestSupport.Telemetry;

/// <summary>Takes the logs, metrics and traces that services send over OTLP (gRPC), and keeps them as they came.</summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private const int FramePrefix = 5;
    private const string Traces = "trace", Metrics = "metrics", Logs = "logs";

    private readonly WebApplication _server;
    private readonly ConcurrentQueue<(string Signal, byte[] Export)> _exports = new();

    private OtlpCollector(WebApplication server)
    {
        _server = server;
        foreach (var signal in new[] { Traces, Metrics, Logs })
        {
            var service = char.ToUpperInvariant(signal[0]) + signal[1..];
            server.MapPost(
                $"/opentelemetry.proto.collector.{signal}.v1.{service}Service/Export", (HttpContext context) => KeepAsync(signal, context));
        }
    }

    /// <summary>For <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public string Endpoint => _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Every span, with the service that it is of.</summary>
    public IReadOnlyList<(string Service, Span Span)> Spans =>
    [
        .. _exports.Where(export => export.Signal == Traces)
            .SelectMany(export => TraceExport.Parser.ParseFrom(export.Export).ResourceSpans)
            .SelectMany(resource => resource.ScopeSpans.SelectMany(scope => scope.Spans).Select(span => (ServiceOf(resource), span))),
    ];

    /// <summary>How many exports of each kind came.</summary>
    public (int Traces, int Metrics, int Logs) Counts =>
        (_exports.Count(export => export.Signal == Traces),
        _exports.Count(export => export.Signal == Metrics),
        _exports.Count(export => export.Signal == Logs));

    public static async Task<OtlpCollector> StartAsync()
    {
        // Empty: whatever settings lie beside the tests are not for this server.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        var collector = new OtlpCollector(builder.Build());
        await collector._server.StartAsync();
        return collector;
    }

    /// <summary>Whether a text is anywhere in what came: names, attributes, bodies, exemplars.</summary>
    public bool Holds(string text)
    {
        // Texts are UTF-8 in protobuf, so no field can hide one.
        var bytes = Encoding.UTF8.GetBytes(text);
        return _exports.Any(export => export.Export.AsSpan().IndexOf(bytes) >= 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }

    private static string ServiceOf(ResourceSpans resource) =>
        resource.Resource.Attributes.FirstOrDefault(attribute => attribute.Key == "service.name")?.Value.StringValue ?? "";

    private async Task KeepAsync(string signal, HttpContext context)
    {
        var reader = context.Request.BodyReader;
        var read = await reader.ReadAsync(context.RequestAborted);
        while (!read.IsCompleted)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync(context.RequestAborted);
        }

        _exports.Enqueue((signal, read.Buffer.Slice(FramePrefix).ToArray()));
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[FramePrefix], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
