using System.Net;
using System.Net.Sockets;

namespace CourseComments.Benchmarks.Abuse;

/// <summary>Connections from any of the machine's 16 million loopback addresses, each a client of its own to the gateway.</summary>
internal static class Loopback
{
    public static async Task<Socket> ConnectAsync(string from, Uri server, CancellationToken cancellationToken = default)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static SocketsHttpHandler HandlerFrom(string address) => new()
    {
        ConnectCallback = async (context, cancellationToken) =>
            new NetworkStream(await ConnectAsync(address, context.InitialRequestMessage.RequestUri!, cancellationToken), ownsSocket: true),
    };
}
