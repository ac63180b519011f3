using System.Collections.Concurrent;
using Grpc.Core;
using Momento.Protocol.Cache;
using Momento.Protocol.PubSub;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Persistence;

/// <summary>What only a process that is killed shows.</summary>
public sealed class KillTests
{
    private const int Writers = 8;
    private const int AcknowledgedPerRound = 400;

    [Fact]
    public async Task Whatever_was_acknowledged_is_there_after_the_process_was_killed_while_writing()
    {
        using var directory = new TemporaryDirectory();
        var pushed = new ConcurrentQueue<string>();
        var published = new ConcurrentQueue<string>();
        for (var round = 0; round < 3; round++)
        {
            using var emulator = await EmulatorProcess.StartAsync(directory.Path);
            await VerifyAsync(emulator.Clients, pushed, published);
            await WriteUntilKilledAsync(emulator, round, pushed, published);
        }

        using var last = await EmulatorProcess.StartAsync(directory.Path);
        await VerifyAsync(last.Clients, pushed, published);
        Assert.True(pushed.Count >= 3 * AcknowledgedPerRound);
    }

    [Fact]
    public async Task A_second_process_on_the_same_directory_is_refused_until_the_first_is_gone()
    {
        using var directory = new TemporaryDirectory();
        using var first = await EmulatorProcess.StartAsync(directory.Path);

        var (exitCode, error) = await EmulatorProcess.RunAsync(directory.Path);

        Assert.Equal(1, exitCode);
        Assert.Contains(directory.Path, error, StringComparison.Ordinal);
        Assert.Contains("another emulator uses it", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        await first.KillAsync();
        using var second = await EmulatorProcess.StartAsync(directory.Path);
    }

    private static async Task WriteUntilKilledAsync(
        EmulatorProcess emulator, int round, ConcurrentQueue<string> pushed, ConcurrentQueue<string> published)
    {
        var enough = new TaskCompletionSource();
        var before = pushed.Count;
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            try
            {
                for (var number = 0; ; number++)
                {
                    var text = $"{round}-{writer}-{number}";
                    await emulator.Clients.Cache.ListPushFrontAsync(
                        new ListPushFrontRequest { ListName = Bytes($"list-{writer}"), Value = Bytes(text), TtlMilliseconds = 3_600_000 }, In());
                    pushed.Enqueue(text);
                    if (number % 8 == 0)
                    {
                        await emulator.Clients.PublishAsync("topic", text);
                        published.Enqueue(text);
                    }

                    if (pushed.Count - before >= AcknowledgedPerRound)
                    {
                        enough.TrySetResult();
                    }
                }
            }
            catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled)
            {
                // Killed: whether this one was stored nobody knows.
            }
        })).ToArray();

        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await emulator.KillAsync();
        await Task.WhenAll(writers).WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static async Task VerifyAsync(MomentoClients clients, ConcurrentQueue<string> pushed, ConcurrentQueue<string> published)
    {
        var listed = new List<string>();
        for (var writer = 0; writer < Writers; writer++)
        {
            var list = await clients.Cache.ListFetchAsync(new ListFetchRequest { ListName = Bytes($"list-{writer}") }, In());
            listed.AddRange(list.Found?.Values.Select(value => value.ToStringUtf8()) ?? []);
        }

        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.Empty(pushed.Except(listed));
        Assert.InRange(listed.Count - pushed.Count, 0, 3 * Writers);

        var end = $"end after {published.Count}";
        using var subscription = await clients.SubscribeAsync("topic", resumeAt: 1);
        await clients.PublishAsync("topic", end);
        var messages = new List<TopicItem>();
        while (messages.LastOrDefault()?.Value.Text != end)
        {
            messages.AddRange((await subscription.NextAsync()).Item is { } item ? [item] : []);
        }

        Assert.Empty(published.Except(messages.Select(message => message.Value.Text)));
        Assert.Single(messages.Select(message => message.SequencePage).Distinct());
        Assert.Equal(Enumerable.Range(1, messages.Count).Select(number => (ulong)number), messages.Select(message => message.TopicSequenceNumber));
    }
}
