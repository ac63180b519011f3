using Grpc.Core;
using Momento.Emulator.Tests.Persistence;
using Momento.Protocol.Control;
using Momento.Protocol.Webhooks;
using Momento.Webhooks;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Webhooks;

public sealed class WebhookRpcTests
{
    private const string ConfiguredSecret = "a-signing-secret-of-32-characters";

    [Fact]
    public async Task What_is_published_is_posted_to_a_webhook_that_was_put_signed_with_its_secret()
    {
        await using var receiver = await WebhookReceiver.StartAsync(200);
        await using var emulator = await RunningEmulator.StartAsync();
        var clients = emulator.Clients();

        var secret = await PutAsync(clients, receiver.Url);
        await clients.PublishAsync("topic", "text");

        await AssertSignedAsync(receiver, secret);
        Assert.Equal(secret, await SecretAsync(clients));
        var listed = Assert.Single((await clients.Webhooks.ListWebhooksAsync(new ListWebhooksRequest { CacheName = RunningEmulator.CacheName }, In(null))).Webhook);
        Assert.Equal(Definition(receiver.Url), listed);
        Assert.Empty((await clients.Webhooks.ListWebhooksAsync(new ListWebhooksRequest { CacheName = RunningEmulator.OtherCacheName }, In(null))).Webhook);
    }

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("https://example.com/a%20b?x=%7B1%7D&y=%C3%A4")]
    public async Task It_is_listed_with_the_destination_that_it_was_put_with(string url)
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var clients = emulator.Clients();

        await PutAsync(clients, url);

        var listed = await clients.Webhooks.ListWebhooksAsync(new ListWebhooksRequest { CacheName = RunningEmulator.CacheName }, In(null));
        Assert.Equal(url, Assert.Single(listed.Webhook).Destination.PostUrl);
    }

    [Fact]
    public async Task Put_again_it_has_another_topic_and_url_and_the_same_secret()
    {
        await using var before = await WebhookReceiver.StartAsync(200);
        await using var after = await WebhookReceiver.StartAsync(200);
        await using var emulator = await RunningEmulator.StartAsync();
        var clients = emulator.Clients();
        var secret = await PutAsync(clients, before.Url);

        Assert.Equal(secret, await PutAsync(clients, after.Url, topic: "other"));
        await clients.PublishAsync("topic", "text");
        await clients.PublishAsync("other", "text");

        await AssertSignedAsync(after, secret);
        Assert.Equal(0, before.Waiting);
    }

    [Fact]
    public async Task Once_rotated_only_the_new_secret_is_used()
    {
        await using var receiver = await WebhookReceiver.StartAsync(200);
        await using var emulator = await RunningEmulator.StartAsync();
        var clients = emulator.Clients();
        var first = await PutAsync(clients, receiver.Url);

        var second = (await clients.Webhooks.RotateWebhookSecretAsync(new RotateWebhookSecretRequest { WebhookId = Id() }, In(null))).SecretString;
        await clients.PublishAsync("topic", "text");

        Assert.NotEqual(first, second);
        Assert.Equal(second, await SecretAsync(clients));
        await AssertSignedAsync(receiver, second);
    }

    [Fact]
    public async Task A_deleted_webhook_and_one_whose_cache_was_deleted_get_nothing()
    {
        await using var receiver = await WebhookReceiver.StartAsync(200);
        await using var emulator = await RunningEmulator.StartAsync();
        var clients = emulator.Clients();
        await PutAsync(clients, receiver.Url);
        await PutAsync(clients, receiver.Url, cache: RunningEmulator.OtherCacheName);

        await clients.Webhooks.DeleteWebhookAsync(new DeleteWebhookRequest { WebhookId = Id() }, In(null));
        await clients.Control.DeleteCacheAsync(new DeleteCacheRequest { CacheName = RunningEmulator.OtherCacheName }, In(null));
        await clients.Control.CreateCacheAsync(new CreateCacheRequest { CacheName = RunningEmulator.OtherCacheName }, In(null));
        await clients.PublishAsync("topic", "text");
        await clients.PublishAsync("topic", "text", RunningEmulator.OtherCacheName);

        await emulator.StopAsync();
        Assert.Equal(0, receiver.Waiting);
    }

    [Fact]
    public async Task Configured_webhooks_are_listed_and_can_be_rotated_too()
    {
        await using var receiver = await WebhookReceiver.StartAsync(200);
        await using var emulator = await RunningEmulator.StartAsync(Configured(receiver.Url));
        var clients = emulator.Clients();
        Assert.Equal(ConfiguredSecret, await SecretAsync(clients));

        var secret = (await clients.Webhooks.RotateWebhookSecretAsync(new RotateWebhookSecretRequest { WebhookId = Id() }, In(null))).SecretString;
        await clients.PublishAsync("topic", "text");

        await AssertSignedAsync(receiver, secret);
    }

    [Fact]
    public async Task Webhooks_survive_a_kill_with_their_secret_and_deleted_ones_stay_deleted()
    {
        await using var receiver = await WebhookReceiver.StartAsync(200);
        using var directory = new TemporaryDirectory();
        string secret;
        using (var emulator = await EmulatorProcess.StartAsync(directory.Path))
        {
            await PutAsync(emulator.Clients, receiver.Url, name: "gone");
            await PutAsync(emulator.Clients, receiver.Url);
            secret = (await emulator.Clients.Webhooks.RotateWebhookSecretAsync(new RotateWebhookSecretRequest { WebhookId = Id() }, In(null))).SecretString;
            await emulator.Clients.Webhooks.DeleteWebhookAsync(new DeleteWebhookRequest { WebhookId = Id(name: "gone") }, In(null));
            await emulator.KillAsync();
        }

        using var restarted = await EmulatorProcess.StartAsync(directory.Path);
        await restarted.Clients.PublishAsync("topic", "text");

        await AssertSignedAsync(receiver, secret);
        Assert.Single((await restarted.Clients.Webhooks.ListWebhooksAsync(new ListWebhooksRequest { CacheName = RunningEmulator.CacheName }, In(null))).Webhook);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_what_makes_no_sense_is_refused()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var clients = emulator.Clients();
        const string Url = "http://localhost/hook";

        await FailsAsync(StatusCode.NotFound, () => PutAsync(clients, Url, cache: "none"));
        await FailsAsync(StatusCode.NotFound, () => SecretAsync(clients));
        await FailsAsync(StatusCode.NotFound, async () => await clients.Webhooks.DeleteWebhookAsync(new DeleteWebhookRequest { WebhookId = Id() }, In(null)));
        await FailsAsync(StatusCode.NotFound, async () => await clients.Webhooks.RotateWebhookSecretAsync(new RotateWebhookSecretRequest { WebhookId = Id() }, In(null)));
        await FailsAsync(StatusCode.NotFound, async () => await clients.Webhooks.ListWebhooksAsync(new ListWebhooksRequest { CacheName = "none" }, In(null)));
        await FailsAsync(StatusCode.InvalidArgument, () => PutAsync(clients, "/relative"));
        await FailsAsync(StatusCode.InvalidArgument, () => PutAsync(clients, "ftp://localhost"));
        await FailsAsync(StatusCode.InvalidArgument, () => PutAsync(clients, Url, topic: ""));
        await FailsAsync(StatusCode.InvalidArgument, () => PutAsync(clients, Url, name: ""));
        await FailsAsync(StatusCode.InvalidArgument, () => PutAsync(clients, Url, name: new string('x', 129)));
        await FailsAsync(StatusCode.InvalidArgument, async () => await clients.Webhooks.PutWebhookAsync(new PutWebhookRequest(), In(null)));
    }

    internal static (string Key, string Value)[] Configured(string url) =>
    [
        ("Emulator:Webhooks:0:Name", "hook"),
        ("Emulator:Webhooks:0:Cache", RunningEmulator.CacheName),
        ("Emulator:Webhooks:0:Topic", "topic"),
        ("Emulator:Webhooks:0:Url", url),
        ("Emulator:Webhooks:0:SigningSecret", ConfiguredSecret),
    ];

    internal static async Task<string> PutAsync(
        MomentoClients clients, string url, string topic = "topic", string name = "hook", string cache = RunningEmulator.CacheName) =>
        (await clients.Webhooks.PutWebhookAsync(new PutWebhookRequest { Webhook = Definition(url, topic, name, cache) }, In(null))).SecretString;

    private static WebhookId Id(string cache = RunningEmulator.CacheName, string name = "hook") => new() { CacheName = cache, WebhookName = name };

    private static WebhookDefinition Definition(
        string url, string topic = "topic", string name = "hook", string cache = RunningEmulator.CacheName) => new()
        {
            WebhookId = Id(cache, name),
            TopicName = topic,
            Destination = new WebhookDestination { PostUrl = url },
        };

    private static async Task<string> SecretAsync(MomentoClients clients) => (await clients.Webhooks.GetWebhookSecretAsync(
        new GetWebhookSecretRequest { CacheName = RunningEmulator.CacheName, WebhookName = "hook" }, In(null))).SecretString;

    private static async Task AssertSignedAsync(WebhookReceiver receiver, string secret)
    {
        var received = await receiver.NextAsync();
        Assert.Equal(
            SignatureVerification.Valid, WebhookSignature.Verify(received.Body, received.Headers["momento-signature"], [new SigningSecret(secret)]));
    }

    private static async Task FailsAsync(StatusCode status, Func<Task> call) =>
        Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(call)).StatusCode);
}
