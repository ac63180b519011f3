using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Momento.Emulator.Configuration;
using Momento.Emulator.Webhooks;
using Momento.Webhooks;

namespace Momento.Emulator.Tests.Webhooks;

public sealed class WebhookChaosTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(4);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void The_same_seed_decides_the_same_whatever_the_order_and_another_seed_differs()
    {
        var numbers = Enumerable.Range(1, 500).Select(number => (ulong)number).ToArray();
        var decisions = numbers.Select(number => Chaos(7).Decide("hook", number)).ToArray();

        var chaos = Chaos(7);
        Assert.Equal(decisions, numbers.Reverse().Select(number => chaos.Decide("hook", number)).Reverse());
        Assert.NotEqual(decisions, numbers.Select(number => Chaos(8).Decide("hook", number)));
        Assert.NotEqual(decisions, numbers.Select(number => chaos.Decide("other", number)));
    }

    [Fact]
    public void Each_kind_happens_about_as_often_as_told_and_no_delay_is_longer_than_told()
    {
        var chaos = Chaos(1);
        var decisions = Enumerable.Range(1, 10_000).Select(number => chaos.Decide("hook", (ulong)number)).ToArray();

        var sent = decisions.Where(fate => !fate.IsDropped).ToArray();
        Assert.InRange(decisions.Length - sent.Length, 900, 1_100);
        Assert.InRange(sent.Count(fate => fate.DuplicateAfter is not null), 1_600, 2_000);
        Assert.InRange(sent.Count(fate => fate.Delay > TimeSpan.Zero), 3_500, 4_100);
        Assert.All(sent, fate => Assert.InRange(fate.Delay, TimeSpan.Zero, MaxDelay));
    }

    [Fact]
    public void The_decisions_of_a_seed_do_not_change_between_versions()
    {
        var chaos = Chaos(42);
        Assert.Equal("2..x.x2>...x...>>2>.>x.x>....>>....22.>x", string.Concat(Enumerable.Range(1, 40).Select(number => chaos.Decide("hook", (ulong)number)).Select(fate =>
            fate.IsDropped ? 'x' : fate.DuplicateAfter is not null ? '2' : fate.Delay > TimeSpan.Zero ? '>' : '.')));
    }

    [Fact]
    public async Task Off_by_default()
    {
        await using var receiver = await WebhookReceiver.StartAsync(200);
        await using var emulator = await StartAsync(receiver);

        for (var number = 1; number <= 50; number++)
        {
            await emulator.Clients().PublishAsync("topic", $"{number}");
            Assert.Equal((ulong)number, Read(await receiver.NextAsync()).TopicSequenceNumber);
        }

        Assert.Equal(0, receiver.Waiting);
    }

    [Fact]
    public async Task A_dropped_message_is_never_sent_and_counted()
    {
        var expected = Enumerable.Range(1, 20).Where(number => !Chaos(5, drop: 0.5).Decide("hook", (ulong)number).IsDropped).ToArray();
        await using var receiver = await WebhookReceiver.StartAsync(200);
        await using var emulator = await StartAsync(receiver, ("Seed", "5"), ("Drop", "0.5"));
        using var counted = new CountedChaos(emulator);

        for (var number = 1; number <= 20; number++)
        {
            await emulator.Clients().PublishAsync("topic", $"{number}");
        }

        var received = new List<int>();
        while (received.Count < expected.Length)
        {
            received.Add((int)Read(await receiver.NextAsync()).TopicSequenceNumber);
        }

        await emulator.StopAsync();
        Assert.Equal(expected, received.Order());
        Assert.Equal(0, receiver.Waiting);
        Assert.Equal(20 - expected.Length, counted["drop"]);
    }

    [Fact]
    public async Task A_duplicate_is_the_same_signed_bytes_later()
    {
        await using var receiver = await WebhookReceiver.StartAsync(200);
        await using var emulator = await StartAsync(receiver, ("Duplicate", "1"), ("MaxDelay", "00:00:04"));
        using var counted = new CountedChaos(emulator);

        await emulator.Clients().PublishAsync("topic", "text");
        var first = await receiver.NextAsync();
        var second = await NextWhileTimePassesAsync(receiver, emulator);

        Assert.Equal(first.Body, second.Body);
        Assert.Equal(first.Headers["momento-signature"], second.Headers["momento-signature"]);
        Assert.Equal(1, counted["duplicate"]);
        await emulator.StopAsync();
        Assert.Equal(0, receiver.Waiting);
    }

    [Fact]
    public async Task A_delayed_message_is_sent_later_with_the_time_of_sending()
    {
        await using var receiver = await WebhookReceiver.StartAsync(200);
        await using var emulator = await StartAsync(receiver, ("Seed", "3"), ("Delay", "1"), ("MaxDelay", "00:00:04"));
        using var counted = new CountedChaos(emulator);
        var delay = new WebhookChaos(new EmulatorOptions { Chaos = new() { Seed = 3, Delay = 1, MaxDelay = MaxDelay } }, Metrics()).Decide("hook", 1).Delay;
        var published = emulator.Time.GetUtcNow();

        await emulator.Clients().PublishAsync("topic", "text");
        emulator.Time.Advance(delay + TimeSpan.FromMilliseconds(1));

        var sent = Read(await receiver.NextAsync());
        Assert.Equal(published.ToUnixTimeMilliseconds(), sent.EventTimestamp);
        Assert.Equal(emulator.Time.GetUtcNow().ToUnixTimeMilliseconds(), sent.PublishTimestamp);
        Assert.Equal(1, counted["delay"]);
    }

    [Fact]
    public async Task A_reordered_message_is_overtaken_by_the_next_ones()
    {
        var chaos = new WebhookChaos(new EmulatorOptions { Chaos = new() { Seed = 9, Reorder = 0.5, MaxDelay = MaxDelay } }, Metrics());
        var held = Enumerable.Range(1, 10).Where(number => chaos.Decide("hook", (ulong)number).Delay > TimeSpan.Zero).ToArray();
        await using var receiver = await WebhookReceiver.StartAsync(200);
        await using var emulator = await StartAsync(receiver, ("Seed", "9"), ("Reorder", "0.5"), ("MaxDelay", "00:00:04"));

        for (var number = 1; number <= 10; number++)
        {
            await emulator.Clients().PublishAsync("topic", $"{number}");
        }

        var received = new List<int>();
        while (received.Count < 10)
        {
            var next = received.Count < 10 - held.Length ? receiver.NextAsync() : NextWhileTimePassesAsync(receiver, emulator);
            received.Add((int)Read(await next).TopicSequenceNumber);
        }

        Assert.Equal(held, received.TakeLast(held.Length).Order());
        Assert.InRange(held.First(), 1, 9);
    }

    private static WebhookEvent Read(ReceivedWebhook received) =>
        JsonSerializer.Deserialize(received.Body, WebhookJsonContext.Default.WebhookEvent) ?? throw new InvalidOperationException("Empty body.");

    private static async Task<ReceivedWebhook> NextWhileTimePassesAsync(WebhookReceiver receiver, RunningEmulator emulator)
    {
        var next = receiver.NextAsync();
        while (!next.IsCompleted)
        {
            emulator.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        return await next.WaitAsync(Patience);
    }

    private static Task<RunningEmulator> StartAsync(WebhookReceiver receiver, params (string Key, string Value)[] chaos) => RunningEmulator.StartAsync(
    [
        ("Emulator:Webhooks:0:Name", "hook"),
        ("Emulator:Webhooks:0:Cache", RunningEmulator.CacheName),
        ("Emulator:Webhooks:0:Topic", "topic"),
        ("Emulator:Webhooks:0:Url", receiver.Url),
        ("Emulator:Webhooks:0:SigningSecret", "a-signing-secret-of-32-characters"),
        .. chaos.Select(setting => ($"Emulator:Chaos:{setting.Key}", setting.Value)),
    ]);

    private EmulatorMetrics Metrics() => new(_services.GetRequiredService<IMeterFactory>());

    private WebhookChaos Chaos(ulong seed) => new(
        new EmulatorOptions { Chaos = new() { Seed = seed, Drop = 0.1, Duplicate = 0.2, Delay = 0.3, MaxDelay = MaxDelay, Reorder = 0.2 } }, Metrics());

    private WebhookChaos Chaos(ulong seed, double drop) => new(new EmulatorOptions { Chaos = new() { Seed = seed, Drop = drop } }, Metrics());
}
