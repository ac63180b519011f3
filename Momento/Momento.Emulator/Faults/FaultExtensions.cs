using System.Net;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Momento.Emulator.Configuration;

namespace Momento.Emulator.Faults;

/// <summary>
/// What calls over a network have: they take a while. And what the SDKs' retry tests drive: metadata that says what goes wrong, and a port with <c>/block</c> and <c>/unblock</c>.
/// That port needs no key, as the tests send none, and therefore listens on loopback alone and serves nothing else.
/// </summary>
internal static class FaultExtensions
{
    private sealed record TestAdminConnection;

    public static WebApplicationBuilder AddFaults(this WebApplicationBuilder builder, EmulatorOptions options)
    {
        builder.Services.AddSingleton<Outage>().AddSingleton<FaultInjection>();
        if (options.Latency > TimeSpan.Zero)
        {
            builder.Services.AddSingleton<NetworkLatency>().Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<NetworkLatency>());
        }

        if (options.FaultInjection)
        {
            builder.Services.Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<FaultInjection>());
        }

        if (options.TestAdminPort is { } port)
        {
            builder.WebHost.ConfigureKestrel(kestrel => AddOutages(kestrel, port));
        }

        return builder;
    }

    public static void UseTestAdmin(this WebApplication app)
    {
        if (app.Services.GetRequiredService<EmulatorOptions>().TestAdminPort is null)
        {
            return;
        }

        var outage = app.Services.GetRequiredService<Outage>();
        app.Lifetime.ApplicationStopping.Register(outage.End);
        app.Use((context, next) => context.Features.Get<TestAdminConnection>() is null ? next(context) : AnswerAsync(context, outage));
    }

    /// <summary>The order matters: the defaults hold for the endpoints that come after them, which are those of the configuration.</summary>
    private static void AddOutages(KestrelServerOptions kestrel, int port)
    {
        kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection =>
            {
                connection.Features.Set(new TestAdminConnection());
                return next(connection);
            });
        });
        var outage = kestrel.ApplicationServices.GetRequiredService<Outage>();
        kestrel.ConfigureEndpointDefaults(listen => listen.Use(next => connection => next(Hold(connection, outage))));
    }

    private static ConnectionContext Hold(ConnectionContext connection, Outage outage)
    {
        connection.Transport = new DuplexPipe(
            new OutageReader(connection.Transport.Input, outage, connection.ConnectionClosed),
            new OutageWriter(connection.Transport.Output, outage, connection.ConnectionClosed));
        return connection;
    }

    private static Task AnswerAsync(HttpContext context, Outage outage)
    {
        switch (context.Request.Path.Value)
        {
            case "/block":
                outage.Begin();
                break;
            case "/unblock":
                outage.End();
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }

        return Task.CompletedTask;
    }
}
