using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CourseComments.TestSupport.Refusals;

/// <summary>Publishes a <see cref="TestIdentity"/>'s metadata and keys, for services in processes of their own.</summary>
public sealed class TestIdentityServer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private int _keysGiven;

    private TestIdentityServer(WebApplication server) => _server = server;

    public TestIdentity Identity { get; } = new();

    /// <summary>How often somebody asked for the keys.</summary>
    public int KeysGiven => Volatile.Read(ref _keysGiven);

    public string Issuer => _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<TestIdentityServer> StartAsync()
    {
        // Empty: whatever settings lie beside the tests are not for this server.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new TestIdentityServer(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Text(
            JsonSerializer.Serialize(new { issuer = server.Issuer, jwks_uri = $"{server.Issuer}/keys" }), "application/json"));
        app.MapGet("/keys", () =>
        {
            Interlocked.Increment(ref server._keysGiven);
            return Results.Text(server.Identity.PublicKeys, "application/json");
        });
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
        Identity.Dispose();
    }
}
