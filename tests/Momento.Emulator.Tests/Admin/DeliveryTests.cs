using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Momento.Emulator.Quotas;
using Momento.Emulator.Tests.Webhooks;
using Momento.Webhooks;

namespace Momento.Emulator.Tests.Admin;

public sealed class DeliveryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_delivery_is_there_with_request_answer_duration_and_outcome()
    {
        await using var receiver = await WebhookReceiver.StartAsync(async context =>
        {
            context.Response.StatusCode = 503;
            await context.Response.WriteAsync("not now");
        });
        await using var emulator = await StartAsync(receiver.Url);
        await emulator.Clients().PublishAsync("topic", "the text");
        var received = await receiver.NextAsync();

        var delivery = await FirstAsync(emulator);

        Assert.Equal("Refused", delivery.GetProperty("outcome").GetString());
        Assert.Equal(503, delivery.GetProperty("status").GetInt32());
        Assert.Equal("not now", delivery.GetProperty("responseBody").GetString());
        Assert.Equal(received.Body, System.Text.Encoding.UTF8.GetBytes(delivery.GetProperty("requestBody").GetString()!));
        Assert.Equal(received.Headers["momento-signature"], delivery.GetProperty("signature").GetString());
        Assert.Equal(receiver.Url, delivery.GetProperty("url").GetString());
        Assert.Equal(("hook", 1), (delivery.GetProperty("webhook").GetString(), delivery.GetProperty("sequenceNumber").GetInt32()));
        Assert.Equal(emulator.Time.GetUtcNow(), delivery.GetProperty("sentAt").GetDateTimeOffset());
        Assert.Equal(0, delivery.GetProperty("durationMilliseconds").GetDouble());
    }

    [Fact]
    public async Task A_delivery_that_nobody_took_says_so()
    {
        await using var emulator = await StartAsync("http://127.0.0.1:1/hook");
        await emulator.Clients().PublishAsync("topic", "text");

        var delivery = await FirstAsync(emulator);

        Assert.Equal("Unreachable", delivery.GetProperty("outcome").GetString());
        Assert.Equal(JsonValueKind.Null, delivery.GetProperty("status").ValueKind);
    }

    [Fact]
    public async Task Delivered_by_hand_an_event_is_signed_anew_or_exactly_what_it_was()
    {
        await using var receiver = await WebhookReceiver.StartAsync(200);
        await using var emulator = await StartAsync(receiver.Url);
        await emulator.Clients().PublishAsync("topic", "text");
        var first = await receiver.NextAsync();
        await FirstAsync(emulator);
        emulator.Time.Advance(TimeSpan.FromHours(1));

        var again = await PostAsync(emulator, "admin/webhooks/deliveries/1/redeliver");
        var second = await receiver.NextAsync();
        await PostAsync(emulator, "admin/webhooks/deliveries/2/redeliver?exact=true");
        var third = await receiver.NextAsync();

        Assert.Equal(("Delivered", 2), (again.GetProperty("outcome").GetString(), again.GetProperty("id").GetInt32()));
        var (before, after) = (Event(first), Event(second));
        Assert.Equal(before with { PublishTimestamp = after.PublishTimestamp }, after);
        Assert.Equal(before.PublishTimestamp + 3_600_000, after.PublishTimestamp);
        Assert.NotEqual(first.Headers["momento-signature"], second.Headers["momento-signature"]);
        Assert.Equal(second.Body, third.Body);
        Assert.Equal(second.Headers["momento-signature"], third.Headers["momento-signature"]);
        using var missing = await emulator.Http().PostAsync(new Uri("admin/webhooks/deliveries/99/redeliver", UriKind.Relative), null);
        Assert.Equal(404, (int)missing.StatusCode);
    }

    [Theory]
    [InlineData("OverQuota", AccountQuotas.DeliveriesPerSecond, "Emulator:Quotas", "true")]
    [InlineData("Chaos", 0, "Emulator:Chaos:Drop", "1")]
    public async Task What_was_dropped_is_there_with_the_reason_and_can_be_delivered_by_hand(string reason, int delivered, string key, string value)
    {
        await using var receiver = await WebhookReceiver.StartAsync(200);
        await using var emulator = await StartAsync(receiver.Url, (key, value));
        for (var published = 0; published <= delivered; published++)
        {
            await emulator.Clients().PublishAsync("topic", "text");
        }

        var deliveries = await ListAsync(emulator, delivered + 1);
        var dropped = deliveries.Single(delivery => delivery.GetProperty("outcome").GetString() == reason);
        Assert.Equal(delivered + 1, dropped.GetProperty("sequenceNumber").GetInt32());
        Assert.Equal(JsonValueKind.Null, dropped.GetProperty("status").ValueKind);
        for (var received = 0; received < delivered; received++)
        {
            await receiver.NextAsync();
        }

        var again = await PostAsync(emulator, $"admin/webhooks/deliveries/{dropped.GetProperty("id").GetInt32()}/redeliver");
        Assert.Equal("Delivered", again.GetProperty("outcome").GetString());
        Assert.Equal((ulong)delivered + 1, Event(await receiver.NextAsync()).TopicSequenceNumber);
    }

    private static WebhookEvent Event(ReceivedWebhook received) => JsonSerializer.Deserialize(received.Body, WebhookJsonContext.Default.WebhookEvent)!;

    private static async Task<JsonElement> FirstAsync(RunningEmulator emulator) => (await ListAsync(emulator, 1))[0];

    /// <summary>They are written down a moment after the receiver has answered.</summary>
    private static async Task<JsonElement[]> ListAsync(RunningEmulator emulator, int count)
    {
        var client = emulator.Http();
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            var deliveries = JsonDocument.Parse(await client.GetStringAsync(new Uri("admin/webhooks/deliveries", UriKind.Relative))).RootElement;
            if (deliveries.GetArrayLength() >= count)
            {
                return [.. deliveries.EnumerateArray()];
            }

            await Task.Delay(Interval, TimeProvider.System);
        }

        throw new TimeoutException($"Waited {Patience.TotalSeconds} s for {count} deliveries in the log.");
    }

    private static async Task<JsonElement> PostAsync(RunningEmulator emulator, string path)
    {
        using var response = await emulator.Http().PostAsync(new Uri(path, UriKind.Relative), null);
        return JsonDocument.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).RootElement;
    }

    private static Task<RunningEmulator> StartAsync(string url, params (string Key, string Value)[] settings) =>
        RunningEmulator.StartAsync([("Emulator:Admin", "true"), .. WebhookRpcTests.Configured(url), .. settings]);
}
