using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CourseComments.Gateway.Tests;

/// <summary>A client that follows no rules: it sends bytes and reads whatever comes until the other side hangs up.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public static async Task<RawConnection> OpenAsync(Uri server, string from = "127.0.0.1")
    {
        var connection = new RawConnection();
        connection._socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        try
        {
            await connection._socket.ConnectAsync(IPAddress.Loopback, server.Port);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            // The other side took it and hung up before this side heard of the former: there is nothing to read.
        }

        return connection;
    }

    public async Task SendAsync(string text) => await _socket.SendAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>Sends a little again and again until the other side hangs up, and meanwhile reads.</summary>
    /// <returns>What came, and how long the other side bore it.</returns>
    public async Task<(string Answer, TimeSpan Lasted)> TrickleAsync(string piece, TimeSpan pause)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var ended = new CancellationTokenSource();
        var trickling = TrickleUntilAsync(piece, pause, ended.Token);
        var answer = await ReadToEndAsync();
        var lasted = TimeProvider.System.GetElapsedTime(started);
        await ended.CancelAsync();
        await trickling;
        return (answer, lasted);
    }

    /// <exception cref="TimeoutException">The other side did not hang up.</exception>
    public async Task<string> ReadToEndAsync()
    {
        using var impatience = new CancellationTokenSource(Patience, TimeProvider.System);
        var (answer, buffer) = (new StringBuilder(), new byte[4096]);
        try
        {
            while (await _socket.ReceiveAsync(buffer, impatience.Token) is var count and > 0)
            {
                answer.Append(Encoding.ASCII.GetString(buffer, 0, count));
            }
        }
        catch (SocketException)
        {
            // Reset: it hung up, too.
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The server did not hang up within {Patience}. It said: {answer}");
        }

        return answer.ToString();
    }

    public void Dispose() => _socket.Dispose();

    private async Task TrickleUntilAsync(string piece, TimeSpan pause, CancellationToken ended)
    {
        try
        {
            while (!ended.IsCancellationRequested)
            {
                await SendAsync(piece);
                await Task.Delay(pause, TimeProvider.System, ended);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // The other side hung up.
        }
    }
}
