using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace CourseComments.Benchmarks.Abuse;

/// <summary>As many reads as fast as the gateway answers, from one address.</summary>
internal sealed class Burst(Uri gateway, int count)
{
    private const int Connections = 50;
    private const int Pipelined = 10;
    private const int StatusOffset = 9;
    private static readonly byte[] Requests = Encoding.ASCII.GetBytes(
        string.Concat(Enumerable.Repeat("GET /api/courses/probe/comments?limit=1 HTTP/1.1\r\nHost: gateway\r\n\r\n", Pipelined)));

    private readonly ConcurrentDictionary<string, int> _statuses = new();

    public async Task<string> RunAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(SendShareAsync)));
        var rate = count / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var answers = string.Join(", ", _statuses.OrderBy(status => status.Key).Select(status => $"{status.Value} × {status.Key}"));
        return string.Create(CultureInfo.InvariantCulture, $"{count} requests at {rate:0}/s: {answers}");
    }

    private async Task SendShareAsync()
    {
        using var socket = await Loopback.ConnectAsync("127.0.3.1", gateway);
        var (buffer, unread) = (new byte[16 * 1024], 0);
        for (var sent = 0; sent < count / Connections; sent += Pipelined)
        {
            await socket.SendAsync(Requests);
            for (var answered = 0; answered < Pipelined;)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(unread));
                if (received == 0)
                {
                    throw new InvalidOperationException("The gateway hung up on the burst.");
                }

                var (found, consumed) = Count(buffer.AsSpan(0, unread + received));
                answered += found;
                unread = unread + received - consumed;
                buffer.AsSpan(consumed, unread).CopyTo(buffer);
            }
        }
    }

    /// <summary>Counts status lines: cheap, so that the burst is not slowed by its own sender.</summary>
    private (int Found, int Consumed) Count(ReadOnlySpan<byte> text)
    {
        var (found, position) = (0, 0);
        while (text[position..].IndexOf("HTTP/1.1 "u8) is var at and >= 0 && position + at + StatusOffset + 3 <= text.Length)
        {
            position += at + StatusOffset;
            _statuses.AddOrUpdate(Encoding.ASCII.GetString(text.Slice(position, 3)), 1, (_, before) => before + 1);
            position += 3;
            found++;
        }

        return (found, Math.Max(position, text.Length - StatusOffset - 3));
    }
}
