using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// A loopback port kept from everyone else until the process it is meant for listens on it. The sockets are bound but
/// do not listen. On Linux a process may bind and listen beside them (.NET sets SO_REUSEADDR) while the system gives
/// the port to nobody who asks for any; elsewhere they are closed just before the process starts.
/// </summary>
internal sealed class PortReservation : IDisposable
{
    private readonly List<Socket> _sockets = [];

    private PortReservation()
    {
    }

    public int Port { get; private set; }

    public static PortReservation Any()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (TryReserve(0) is { } reservation)
            {
                return reservation;
            }
        }

        throw new DistributedApplicationException("The system has no free loopback port.");
    }

    /// <summary>Null when somebody listens there.</summary>
    public static PortReservation? TryReserve(int port)
    {
        var reservation = new PortReservation { Port = port };
        if (reservation.TryBind(IPAddress.Loopback) && (!Socket.OSSupportsIPv6 || reservation.TryBind(IPAddress.IPv6Loopback)))
        {
            return reservation;
        }

        reservation.Dispose();
        return null;
    }

    public void MakeWay()
    {
        if (!OperatingSystem.IsLinux())
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }

        _sockets.Clear();
    }

    private bool TryBind(IPAddress address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        try
        {
            socket.Bind(new IPEndPoint(address, Port));
            Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable && address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return true; // This machine has IPv6, but no loopback address for it.
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }
}
