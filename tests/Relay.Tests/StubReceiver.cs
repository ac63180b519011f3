using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Momento.Webhooks;

namespace CourseComments.Relay.Tests;

/// <summary>Takes the place of WebhookService over real HTTP: answers as a test wants and keeps what it answered.</summary>
internal sealed class StubReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Delivery> _all = new();
    private WebApplication _app = null!;

    public string Address { get; private set; } = null!;

    /// <summary>How an event is answered; 200 unless a test says otherwise.</summary>
    public Func<WebhookEvent, IResult> Answer { get; set; } = _ => Results.Ok();

    public IReadOnlyList<Delivery> All => [.. _all];

    /// <summary>The texts that were answered 2xx, in that order.</summary>
    public IReadOnlyList<string> Accepted => [.. _all.Where(delivery => delivery.Status == 200).Select(delivery => delivery.Event.Text)];

    public static async Task<StubReceiver> StartAsync()
    {
        var stub = new StubReceiver();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // The emulator's settings lie beside the tests.
        builder.Configuration.Sources.Clear();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        stub._app = builder.Build();
        stub._app.MapPost("/webhooks/momento", stub.ReceiveAsync);
        await stub._app.StartAsync();
        stub.Address = stub._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return stub;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer);
        var body = buffer.ToArray();
        var received = JsonSerializer.Deserialize(body, WebhookJsonContext.Default.WebhookEvent)!;
        var verification = WebhookSignature.Verify(
            body, request.Headers[WebhookHeaders.Signature].ToString(), [new SigningSecret(RelayFixture.Secret)]);
        var answer = Answer(received);
        var status = (answer as IStatusCodeHttpResult)?.StatusCode ?? 200;
        _all.Enqueue(new Delivery(received, verification, status, TimeProvider.System.GetTimestamp()));
        return answer;
    }

    internal sealed record Delivery(WebhookEvent Event, SignatureVerification Signature, int Status, long At);
}
