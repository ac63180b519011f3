using System.Text.Json;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Momento.Emulator.Tests.Auth;
using Momento.Emulator.Webhooks;
using Momento.Protocol.Permissions;
using Momento.Protocol.PubSub;
using Momento.Webhooks;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Webhooks;

public sealed class WebhookTests
{
    private const string Secret = "a-signing-secret-of-32-characters";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_message_is_posted_as_Momento_posts_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync(200);
        await using var emulator = await StartAsync(receiver.Url);
        var token = await emulator.Clients().MintAsync([TokenScopes.Topic(TopicRole.PublishOnly)], tokenId: "learner-7");

        await emulator.Clients(token).PublishAsync("topic", "Grüße, \"Welt\"");

        var received = await receiver.NextAsync();
        var now = emulator.Time.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal(("POST", "/hook"), (received.Method, received.Path));
        Assert.Equal("application/json", received.Headers["content-type"]);
        Assert.Equal("Momento/1.0 (Webhooks; +https://docs.momentohq.com/topics/webhooks)", received.Headers["user-agent"]);
        Assert.False(received.Headers.ContainsKey("traceparent"));
        Assert.Equal(SignatureVerification.Valid, WebhookSignature.Verify(
            received.Body, received.Headers["momento-signature"], [new SigningSecret(Secret)]));

        var body = JsonDocument.Parse(received.Body).RootElement;
        Assert.Equal(
            ["cache", "event_timestamp", "publish_timestamp", "text", "token_id", "topic", "topic_sequence_number"],
            body.EnumerateObject().Select(property => property.Name).Order());
        Assert.Equal(
            new WebhookEvent(RunningEmulator.CacheName, "topic", now, now, 1, "learner-7", "Grüße, \"Welt\""),
            body.Deserialize(WebhookJsonContext.Default.WebhookEvent));
    }

    [Fact]
    public async Task Only_text_messages_of_that_cache_and_topic_are_posted()
    {
        await using var receiver = await WebhookReceiver.StartAsync(200);
        await using var emulator = await StartAsync(receiver.Url);
        var clients = emulator.Clients();

        await clients.PublishAsync("other", "text");
        await clients.PublishAsync("topic", "text", RunningEmulator.OtherCacheName);
        await clients.Topics.PublishAsync(
            new PublishRequest { CacheName = RunningEmulator.CacheName, Topic = "topic", Value = new TopicValue { Binary = ByteString.Empty } }, In(null));
        await clients.PublishAsync("topic", "the one");

        var posted = JsonSerializer.Deserialize((await receiver.NextAsync()).Body, WebhookJsonContext.Default.WebhookEvent);
        Assert.Equal(("the one", 2ul, ""), (posted?.Text, posted?.TopicSequenceNumber ?? 0, posted?.TokenId));
        Assert.Equal(0, receiver.Waiting);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task A_refused_delivery_is_logged_without_content_and_not_tried_again(int status)
    {
        await using var receiver = await WebhookReceiver.StartAsync(status);
        await using var emulator = await StartAsync(receiver.Url);

        await emulator.Clients().PublishAsync("topic", "the body");
        await receiver.NextAsync();
        await emulator.Clients().PublishAsync("topic", "another");
        await receiver.NextAsync();
        await emulator.StopAsync();

        Assert.Equal(0, receiver.Waiting);
        var warnings = Warnings(emulator);
        Assert.Equal(2, warnings.Length);
        Assert.Contains(warnings, text => text.Contains("course-hook did not accept message 1", StringComparison.Ordinal) && text.Contains($"{status}", StringComparison.Ordinal));
        Assert.DoesNotContain(emulator.Logs.Entries, entry => entry.Text.Contains("the body", StringComparison.Ordinal));
        Assert.DoesNotContain(emulator.Logs.Entries, entry => entry.Text.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Publishing_does_not_wait_for_a_receiver_and_gives_up_on_it_after_5_seconds()
    {
        var gaveUp = new TaskCompletionSource();
        await using var receiver = await WebhookReceiver.StartAsync(async context =>
        {
            var aborted = new TaskCompletionSource();
            context.RequestAborted.Register(aborted.SetResult);
            await aborted.Task;
            gaveUp.SetResult();
        });
        await using var emulator = await StartAsync(receiver.Url);

        await emulator.Clients().PublishAsync("topic", "text");
        await receiver.NextAsync();
        emulator.Time.Advance(TimeSpan.FromMilliseconds(4_999));
        Assert.False(gaveUp.Task.IsCompleted);
        emulator.Time.Advance(TimeSpan.FromMilliseconds(1));

        await gaveUp.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_slow_receiver_gets_a_bounded_number_at_once_and_what_does_not_fit_is_dropped_with_a_warning()
    {
        var release = new TaskCompletionSource();
        await using var receiver = await WebhookReceiver.StartAsync(_ => release.Task);
        await using var emulator = await StartAsync(receiver.Url);
        var clients = emulator.Clients();
        for (var busy = 0; busy < WebhookQueue.Concurrency; busy++)
        {
            await clients.PublishAsync("topic", "busy");
            await receiver.NextAsync();
        }

        await Task.WhenAll(Enumerable.Range(0, WebhookQueue.Capacity + 3).Select(_ => clients.PublishAsync("topic", "waiting")));
        Assert.Equal(0, receiver.Waiting);
        var logged = await emulator.Http().GetStringAsync(new Uri("admin/webhooks/deliveries", UriKind.Relative));
        Assert.Equal(3, logged.Split("\"QueueFull\"").Length - 1);
        release.SetResult();
        for (var delivered = 0; delivered < WebhookQueue.Capacity; delivered++)
        {
            await receiver.NextAsync();
        }

        await emulator.StopAsync();
        Assert.Equal(0, receiver.Waiting);
        Assert.Equal(["1 so far", "2 so far"], Warnings(emulator).Select(text => text.Trim()[^8..]).Order());
    }

    [Fact]
    public async Task Stopping_lets_a_delivery_that_is_under_way_finish()
    {
        var release = new TaskCompletionSource();
        await using var receiver = await WebhookReceiver.StartAsync(_ => release.Task);
        await using var emulator = await StartAsync(receiver.Url);
        await emulator.Clients().PublishAsync("topic", "text");
        await receiver.NextAsync();

        var stopping = emulator.StopAsync();
        release.SetResult();
        await stopping.WaitAsync(Patience);

        Assert.Empty(Warnings(emulator));
    }

    private static string[] Warnings(RunningEmulator emulator) =>
        [.. emulator.Logs.Entries.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Text)];

    private static Task<RunningEmulator> StartAsync(string url) => RunningEmulator.StartAsync(
        ("Emulator:Admin", "true"),
        ("Emulator:Webhooks:0:Name", "course-hook"),
        ("Emulator:Webhooks:0:Cache", RunningEmulator.CacheName),
        ("Emulator:Webhooks:0:Topic", "topic"),
        ("Emulator:Webhooks:0:Url", url),
        ("Emulator:Webhooks:0:SigningSecret", Secret));
}
