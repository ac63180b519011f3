using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CourseComments.Gateway.Tests;

/// <summary>A service behind the gateway that answers with its own name and keeps what it was sent.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Backend(WebApplication app) => _app = app;

    public ConcurrentQueue<ReceivedRequest> Received { get; } = new();

    /// <summary>The targets of requests whose headers came, whatever came of the rest.</summary>
    public ConcurrentQueue<string> Begun { get; } = new();

    /// <summary>Answered only when this ends; at once by default.</summary>
    public Task Answer { get; set; } = Task.CompletedTask;

    /// <summary>What it does to an answer before it says its name.</summary>
    public Action<HttpContext> Respond { get; set; } = _ => { };

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <param name="name">What it answers.</param>
    /// <param name="certificate">What it is asked over HTTPS with; null for HTTP.</param>
    public static async Task<Backend> StartAsync(string name, X509Certificate2? certificate = null)
    {
        // Empty, because the settings files of other programs lie beside the tests.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var backend = new Backend(builder.Build());
        backend._app.Run(context => backend.AnswerAsync(context, name));
        await backend._app.StartAsync();
        return backend;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, string name)
    {
        if (context.Request.Path == "/alive")
        {
            return; // The gateway's own question, asked at any time.
        }

        Begun.Enqueue(context.Request.Path);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Received.Enqueue(new ReceivedRequest(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()));
        await Answer.WaitAsync(context.RequestAborted);
        Respond(context);
        await context.Response.WriteAsync(name, context.RequestAborted);
    }
}

internal sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body);
