using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CourseComments.Benchmarks.Load;

/// <summary>
/// One HTTP/1.1 connection that sends ready-made bytes and reads whole answers: cheap, so that what is measured is the
/// server and not its client.
/// </summary>
public sealed class HttpConnection : IDisposable
{
    private const int StatusOffset = 9;
    private readonly Uri _server;
    private readonly IPAddress _from;
    private Socket _socket;
    private byte[] _buffer = new byte[16 * 1024];

    private HttpConnection(Uri server, IPAddress from, Socket socket) => (_server, _from, _socket) = (server, from, socket);

    /// <summary>The last answer's body, as it came: with the sizes of its chunks, if it had any.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; }

    public static async Task<HttpConnection> OpenAsync(Uri server, IPAddress? from = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        return new HttpConnection(server, from ?? IPAddress.Any, await ConnectAsync(server, from ?? IPAddress.Any));
    }

    private static async Task<Socket> ConnectAsync(Uri server, IPAddress from)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(IPAddress.Loopback, server.Port);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The bytes of a GET request.</summary>
    public static byte[] Get(string pathAndQuery, string headers = "") =>
        Encoding.ASCII.GetBytes($"GET {pathAndQuery} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n");

    /// <summary>
    /// Sends a request and reads its answer to the end. A GET to a server that has closed the connection, as servers do after a
    /// while, is sent again over a new one.
    /// </summary>
    /// <returns>The status code.</returns>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request)
    {
        try
        {
            return await TrySendAsync(request);
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException && request.Span.StartsWith("GET "u8))
        {
            _socket.Dispose();
            _socket = await ConnectAsync(_server, _from);
            return await TrySendAsync(request);
        }
    }

    private async ValueTask<int> TrySendAsync(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request);
        for (var received = 0; ;)
        {
            if (received == _buffer.Length)
            {
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            }

            var count = await _socket.ReceiveAsync(_buffer.AsMemory(received));
            received += count > 0 ? count : throw new InvalidOperationException("The server hung up.");
            if (TryRead(received) is { } status)
            {
                return status;
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private int? TryRead(int received)
    {
        var answer = _buffer.AsSpan(0, received);
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var start = end + 4;
        var length = Header(answer[..(end + 2)], "\r\ncontent-length: "u8) is { IsEmpty: false } header && Utf8Parser.TryParse(header, out int value, out _)
            ? value <= received - start ? value : (int?)null
            : Header(answer[..(end + 2)], "\r\ntransfer-encoding: "u8).IsEmpty ? 0 : ChunkedLength(answer[start..]);
        if (length is not { } complete)
        {
            return null;
        }

        Body = _buffer.AsMemory(start, complete);
        return int.Parse(answer.Slice(StatusOffset, 3), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> name)
    {
        for (var rest = headers; rest.IndexOf("\r\n"u8) is >= 0 and var line; rest = rest[(line + 2)..])
        {
            if (rest.Length - line >= name.Length && Ascii.EqualsIgnoreCase(rest.Slice(line, name.Length), name))
            {
                var value = rest[(line + name.Length)..];
                return value[..value.IndexOf("\r\n"u8)];
            }
        }

        return default;
    }

    /// <returns>Null when the last chunk has not come.</returns>
    private static int? ChunkedLength(ReadOnlySpan<byte> body)
    {
        for (var position = 0; position < body.Length;)
        {
            if (!Utf8Parser.TryParse(body[position..], out int size, out var digits, 'x') || body.Length < position + digits + 2 + size + 2)
            {
                return null;
            }

            position += digits + 2 + size + 2;
            if (size == 0)
            {
                return position;
            }
        }

        return null;
    }
}
