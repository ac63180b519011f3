using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace CourseComments.Gateway.Hardening;

/// <summary>What one connection and one request may cost, whoever sends it. Rates and total times are the routes' matter.</summary>
internal sealed class ServerLimits(IOptions<ServerOptions> server, ConnectionCap cap) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions options)
    {
        var limits = options.Limits;
        options.ConfigureEndpointDefaults(endpoint =>
        {
            // Read when the server binds. Now it is only made, and the configuration has not been found valid.
            limits.MaxConcurrentConnections = server.Value.MaxConnections;
            endpoint.Use(cap.Limit);
        });
        // A connection that says nothing costs some kilobytes until then. Longer than the 60 s that proxies leave one unused
        // between two requests, mostly: closing it just when a webhook is sent would lose the webhook.
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        // Headers come in one packet or two; who trickles them holds a connection no longer than this.
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        // A course's id, a cursor, and room.
        limits.MaxRequestLineSize = 4 * 1024;
        // Bearer tokens of some providers list groups and fill half of it.
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 64;
        // Larger than any route takes; each route has a limit of its own.
        limits.MaxRequestBodySize = 64 * 1024;
        limits.MaxRequestBufferSize = 64 * 1024;
        // A comment over a bad mobile connection passes; one byte now and then does not. Kestrel looks once a second, and sees
        // it the third time. With 3 seconds it might be the fourth, when the shortest of the routes' timeouts is over, too: after one of
        // these Kestrel goes on reading for 5 more.
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(2.5));

        // Only where TLS or configuration makes HTTP/2 possible. Kestrel itself ends connections that open and reset streams
        // faster than they are served.
        limits.Http2.MaxStreamsPerConnection = 100;
        limits.Http2.MaxRequestHeaderFieldSize = 16 * 1024;
        limits.Http2.InitialConnectionWindowSize = 256 * 1024;
        limits.Http2.InitialStreamWindowSize = 64 * 1024;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
    }
}
