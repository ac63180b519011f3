using CourseComments.Benchmarks.Load;
using Momento.Protocol.PubSub;

namespace CourseComments.Benchmarks.Emulator;

/// <summary>Many subscribers of one topic, each of whom must get every message, in order.</summary>
internal static class Fanout
{
    private const string Topic = "topic";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<bool> RunAsync(Client client, RunningService emulator, int subscribers, int messages)
    {
        using var timeout = new CancellationTokenSource(Patience);
        var ready = new CountdownEvent(subscribers);
        var peak = 0L;
        var receiving = Enumerable.Range(0, subscribers).Select(_ => ReceiveAsync(client, messages, ready, timeout.Token)).ToList();
        await Task.Run(() => ready.Wait(timeout.Token), timeout.Token);
        var started = TimeProvider.System.GetTimestamp();
        for (var number = 0; number < messages; number++)
        {
            var value = new TopicValue { Text = $"message {number} {new string('x', Client.ValueSize)}" };
            await client.Topics.PublishAsync(new PublishRequest { CacheName = Client.Cache, Topic = Topic, Value = value });
            peak = Math.Max(peak, emulator.MemoryInMegabytes);
        }

        var all = Task.WhenAll(receiving);
        while (await Task.WhenAny(all, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System)) != all)
        {
            peak = Math.Max(peak, emulator.MemoryInMegabytes);
        }

        var received = (await all).Sum();
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        Console.WriteLine(
            $"{subscribers:N0} subscribers            {messages:N0} messages: {received:N0} of {(long)subscribers * messages:N0} received in {elapsed.TotalSeconds:0.0} s, peak memory {peak} MB");
        return received == (long)subscribers * messages;
    }

    /// <returns>How many messages came, each with the number after the one before.</returns>
    private static async Task<long> ReceiveAsync(Client client, int messages, CountdownEvent ready, CancellationToken timeout)
    {
        using var call = client.Topics.Subscribe(new SubscriptionRequest { CacheName = Client.Cache, Topic = Topic }, cancellationToken: timeout);
        await call.ResponseStream.MoveNext(timeout);
        ready.Signal();
        var received = 0L;
        while (received < messages && await call.ResponseStream.MoveNext(timeout))
        {
            if (call.ResponseStream.Current.Item is { } item)
            {
                received++;
                if (item.TopicSequenceNumber != (ulong)received)
                {
                    return received - 1;
                }
            }
        }

        return received;
    }
}
