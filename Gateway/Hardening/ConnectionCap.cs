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
        var remote = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        if (IsTrusted(remote))
        {
            await next(connection);
            return;
        }

        var address = ClientAddress.NetworkOf(remote);
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

    /// <summary>The address itself, and not its network: a proxy is one of many in it.</summary>
    private bool IsTrusted(IPAddress? remote) => remote is not null
        && _trusted.Value.Any(network => network.Contains(remote) || (remote.IsIPv4MappedToIPv6 && network.Contains(remote.MapToIPv4())));

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
