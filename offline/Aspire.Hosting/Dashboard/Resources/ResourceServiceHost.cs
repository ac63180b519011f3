using System.Net;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Dashboard.Resources;

/// <summary>Where the resource service listens: on loopback, HTTP/2 in the clear, for who knows the key.</summary>
internal sealed class ResourceServiceHost(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    ResourceCommandService commands,
    IHostEnvironment environment) : IAsyncDisposable
{
    private const string KeyHeader = "x-resource-service-api-key";
    private readonly CancellationTokenSource _stopping = new();
    private WebApplication? _server;

    /// <summary>Starts listening, and says where.</summary>
    /// <param name="port">The port; 0 for any.</param>
    /// <param name="apiKey">What callers have to show.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<Uri> StartAsync(int port, string apiKey, CancellationToken cancellationToken)
    {
        // An empty builder: the app host's own settings and environment are not meant for this server.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new ResourceService(model, notifications, loggers, commands, environment, _stopping.Token));
        _server = builder.Build();
        _server.Use((context, next) => Authorize(context, Encoding.UTF8.GetBytes(apiKey), next));
        _server.MapGrpcService<ResourceService>();
        await _server.StartAsync(cancellationToken);
        return new Uri(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_server is not null)
        {
            await _server.StopAsync();
            await _server.DisposeAsync();
        }

        _stopping.Dispose();
    }

    private static Task Authorize(HttpContext context, byte[] apiKey, RequestDelegate next)
    {
        if (context.Request.Headers[KeyHeader] is [{ } shown] && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), apiKey))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}
