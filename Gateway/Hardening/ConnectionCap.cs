using System.Net;
using System.Runtime.InteropServices;
using CourseComments.Gateway.Limits;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace CourseComments.Gateway.Hardening;

/// <summary>Keeps one address from holding so many connections that none is left for others.</summary>
internal sealed class ConnectionCap(
    IOptions<ServerOptions> server, IOptions<TrustedProxiesOptions> proxies, LimitMetrics metrics)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _open = [];

    // Not read here: this is made before the configuration has been found valid.
    private readonly Lazy<IReadOnlyList<IPNetwork>> _trusted = new(() => proxies.Value.Networks);

    /// <summary>Kestrel's connection middleware. Nothing is answered: that, too, would cost something.</summary>
    public ConnectionDelegate Limit(ConnectionDelegate next) => async connection =>
    {
        var address = ClientAddress.NetworkOf((connection.RemoteEndPoint as IPEndPoint)?.Address);
        if (_trusted.Value.Any(network => network.Contains(address)))
        {
            await next(connection);
            return;
        }

        if (!TryEnter(address))
        {
            metrics.ConnectionCut();
            connection.Abort();
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Leave(address);
        }
    };

    private bool TryEnter(IPAddress address)
    {
        lock (_lock)
        {
            ref var open = ref CollectionsMarshal.GetValueRefOrAddDefault(_open, address, out _);
            if (open >= server.Value.MaxConnectionsPerAddress)
            {
                return false;
            }

            open++;
            return true;
        }
    }

    private void Leave(IPAddress address)
    {
        lock (_lock)
        {
            if (--CollectionsMarshal.GetValueRefOrNullRef(_open, address) == 0)
            {
                _open.Remove(address);
            }
        }
    }
}
