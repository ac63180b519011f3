using System.Net;
using System.Net.Sockets;

namespace CourseComments.TestSupport;

/// <summary>
/// A loopback port for a server that goes away and comes back. The socket is bound and does not listen: on Linux a server may
/// listen beside it (.NET sets SO_REUSEADDR), nobody who asks the system for any port gets this one, and while no server
/// listens a connection is refused.
/// </summary>
internal sealed class KeptPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public KeptPort()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Number = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        if (!OperatingSystem.IsLinux())
        {
            _socket.Dispose();
        }
    }

    public int Number { get; }

    public void Dispose() => _socket.Dispose();
}
