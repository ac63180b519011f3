using System.Net.Sockets;
using System.Text;

namespace CourseComments.Benchmarks.Abuse;

/// <summary>Slow-loris: clients that send a little now and then, and come back as soon as they are cut.</summary>
internal sealed class SlowClients(Uri gateway, int count, TimeSpan duration)
{
    private const string Headers = "POST /webhooks/momento HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\n";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private int _cut;

    /// <summary>They never finish their headers.</summary>
    public Task<string> TrickleHeadersAsync() => RunAsync(Headers, "X-Slow: loris\r\n");

    /// <summary>They promise 32 KiB to the webhook route and send them a byte at a time.</summary>
    public Task<string> TrickleBodiesAsync() => RunAsync(Headers + "Content-Length: 32768\r\n\r\n", "x");

    private async Task<string> RunAsync(string beginning, string piece)
    {
        using var ended = new CancellationTokenSource(duration, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, count).Select(number => Task.Run(async () =>
        {
            while (!ended.IsCancellationRequested)
            {
                await HoldOneAsync($"127.0.1.{(number % 4) + 1}", beginning, piece, ended.Token);
            }
        })));
        return $"{count} clients, cut {_cut} times";
    }

    private async Task HoldOneAsync(string from, string beginning, string piece, CancellationToken ended)
    {
        try
        {
            using var socket = await Loopback.ConnectAsync(from, gateway, ended);
            await socket.SendAsync(Encoding.ASCII.GetBytes(beginning), ended);
            var hungUp = socket.ReceiveAsync(new byte[1024], ended).AsTask();
            while (!hungUp.IsCompleted)
            {
                await socket.SendAsync(Encoding.ASCII.GetBytes(piece), ended);
                await Task.WhenAny(hungUp, Task.Delay(Pause, TimeProvider.System, ended));
            }

            await hungUp;
            Interlocked.Increment(ref _cut);
        }
        catch (SocketException)
        {
            Interlocked.Increment(ref _cut);
        }
        catch (OperationCanceledException)
        {
            // The phase is over.
        }
    }
}
