using System.Net.Sockets;
using CourseComments.Benchmarks.Load;

namespace CourseComments.Benchmarks.Abuse;

/// <summary>Connections that never say a word, from several addresses.</summary>
internal static class IdleConnections
{
    private const int Addresses = 8;
    private const int AtOnce = 200;

    public static async Task<string> HoldAsync(RunningService gateway, int count, TimeSpan duration)
    {
        var sockets = new List<Socket>(count);
        var note = "";
        try
        {
            while (sockets.Count < count)
            {
                var batch = Enumerable.Range(sockets.Count, Math.Min(AtOnce, count - sockets.Count))
                    .Select(number => Loopback.ConnectAsync($"127.0.2.{(number % Addresses) + 1}", gateway.Url));
                sockets.AddRange(await Task.WhenAll(batch));
            }
        }
        catch (SocketException exception)
        {
            note = $" ({exception.SocketErrorCode}: raise ulimit -n for more)";
        }

        await Task.Delay(duration, TimeProvider.System);
        var open = sockets.Count(socket => !socket.Poll(0, SelectMode.SelectRead));
        note = $"{sockets.Count} connections{note}, {open} still open after {duration.TotalSeconds:0} s, gateway {gateway.MemoryInMegabytes} MB";
        sockets.ForEach(socket => socket.Dispose());
        return note;
    }
}
