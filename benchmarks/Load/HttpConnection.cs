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
    private byte[] _buffer = new byte[16 * 1024];
    private int _received;
    private bool _hasServed;

    private HttpConnection(Uri server, IPAddress from, Socket socket) => (_server, _from, Socket) = (server, from, socket);

    /// <summary>Another one after each time that the server has ended it.</summary>
    public Socket Socket { get; private set; }

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

    /// <summary>Sends a request and reads its answer to the end.</summary>
    /// <returns>The status code.</returns>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request)
    {
        while (true)
        {
            try
            {
                await Socket.SendAsync(request);
                while (true)
                {
                    if (Take(await Socket.ReceiveAsync(Room())) is { } status)
                    {
                        return status;
                    }
                }
            }
            catch (Exception exception) when (IsEnd(exception) && MayRepeat(request.Span))
            {
                await ReopenAsync();
            }
        }
    }

    /// <summary>Sends a request, and does not wait.</summary>
    public void Send(ReadOnlySpan<byte> request)
    {
        try
        {
            Socket.Send(request);
        }
        catch (SocketException) when (MayRepeat(request))
        {
            // To be seen when the answer is read.
        }
    }

    /// <summary>Reads what has come, once the socket can be read, and sends again what the server has not taken.</summary>
    /// <returns>The status code, when the answer has come to its end.</returns>
    public int? Receive(ReadOnlyMemory<byte> request)
    {
        try
        {
            return Take(Socket.Receive(Room().Span));
        }
        catch (Exception exception) when (IsEnd(exception) && MayRepeat(request.Span))
        {
            ReopenAsync().GetAwaiter().GetResult();
            Send(request.Span);
            return null;
        }
    }

    private static bool IsEnd(Exception exception) => exception is SocketException or EndOfStreamException;

    /// <summary>Servers end connections that have served enough; what was not answered, and changes nothing, may be asked again.</summary>
    private bool MayRepeat(ReadOnlySpan<byte> request) => _hasServed && _received == 0 && request.StartsWith("GET "u8);

    private async Task ReopenAsync()
    {
        Socket.Dispose();
        Socket = await ConnectAsync(_server, _from);
        _hasServed = false;
    }

    private Memory<byte> Room()
    {
        if (_received == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        return _buffer.AsMemory(_received);
    }

    private int? Take(int count)
    {
        _received += count > 0 ? count : throw new EndOfStreamException("The server hung up.");
        if (TryRead(_received) is not { } status)
        {
            return null;
        }

        (_received, _hasServed) = (0, true);
        return status;
    }

    public void Dispose() => Socket.Dispose();

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
