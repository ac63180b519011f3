using System.Net;
using Grpc.Core;
using Momento.Emulator.Tests.Auth;
using Momento.Emulator.Tests.Persistence;
using Momento.Emulator.Tests.Webhooks;
using Momento.Protocol.Control;
using Momento.Protocol.Leaderboards;
using Momento.Protocol.Permissions;
using Momento.Protocol.Webhooks;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Admin;

public sealed class StateTests
{
    private static readonly Permission[] ReadEverything = [TokenScopes.Cache(CacheRole.ReadOnly)];

    [Fact]
    public async Task After_a_reset_everything_is_as_it_was_at_the_start()
    {
        await using var emulator = await RunningEmulator.StartAsync(AdminClient.Setting);
        var clients = emulator.Clients();
        await clients.SetAsync("key", "value");
        await clients.PublishAsync("topic", "old");
        await clients.Control.CreateCacheAsync(new CreateCacheRequest { CacheName = "new" }, In(null));
        await clients.Control.DeleteCacheAsync(new DeleteCacheRequest { CacheName = RunningEmulator.OtherCacheName }, In(null));
        await WebhookRpcTests.PutAsync(clients, "http://127.0.0.1:1/hook");
        var token = emulator.Clients(await clients.MintAsync(ReadEverything));
        var key = emulator.Clients((await clients.GenerateKeyAsync(ReadEverything)).ApiKey);
        Assert.Equal(("value", "value"), (await token.GetAsync("key"), await key.GetAsync("key")));
        using var subscription = await clients.SubscribeAsync("topic");

        Assert.Equal(HttpStatusCode.NoContent, await new AdminClient(emulator).ResetAsync());

        Assert.Equal(StatusCode.NotFound, await subscription.EndAsync());
        Assert.Equal(
            [RunningEmulator.OtherCacheName, RunningEmulator.CacheName],
            (await clients.Control.ListCachesAsync(new ListCachesRequest(), In(null))).Cache.Select(cache => cache.CacheName));
        Assert.Null(await clients.GetAsync("key"));
        Assert.Empty(await WebhooksAsync(clients));
        Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(() => token.GetAsync("key"))).StatusCode);
        Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(() => key.GetAsync("key"))).StatusCode);
        await clients.PublishAsync("topic", "new");
        using var replay = await clients.SubscribeAsync("topic", resumeAt: 1);
        var first = await replay.NextItemAsync();
        Assert.Equal((1ul, "new"), (first.TopicSequenceNumber, first.Value.Text));
    }

    [Fact]
    public async Task A_snapshot_makes_another_emulator_what_this_one_was()
    {
        await using var emulator = await RunningEmulator.StartAsync(AdminClient.Setting);
        await new RandomWrites(emulator.Clients(), emulator.Time.Advance, seed: 7).RunAsync(300);
        await emulator.Clients().PublishAsync("topic", "kept");
        await emulator.Clients().Leaderboards.UpsertElementsAsync(new UpsertElementsRequest { Leaderboard = "board", Elements = { new Element { Id = 1, Score = 2 } } }, In());
        var secret = await WebhookRpcTests.PutAsync(emulator.Clients(), "http://127.0.0.1:1/hook", topic: "other");
        var token = await emulator.Clients().MintAsync(ReadEverything, validForSeconds: 60);
        var before = await RandomWrites.ReadAllAsync(emulator.Clients());
        var snapshot = await new AdminClient(emulator).SnapshotAsync();

        await using var other = await RunningEmulator.StartAsync(emulator.Time.GetUtcNow(), AdminClient.Setting);
        var clients = other.Clients();
        await clients.SetAsync("mine", "value");
        await clients.Control.CreateCacheAsync(new CreateCacheRequest { CacheName = "mine" }, In(null));
        Assert.Equal(HttpStatusCode.NoContent, await new AdminClient(other).RestoreAsync(snapshot));

        Assert.Equal(before, await RandomWrites.ReadAllAsync(clients));
        Assert.Null(await clients.GetAsync("mine"));
        Assert.Equal(2, (await clients.Control.ListCachesAsync(new ListCachesRequest(), In(null))).Cache.Count);
        Assert.Equal(1u, (await clients.Leaderboards.GetLeaderboardLengthAsync(new GetLeaderboardLengthRequest { Leaderboard = "board" }, In())).Count);
        Assert.Null(await other.Clients(token).GetAsync("none"));
        Assert.Equal(secret, (await clients.Webhooks.GetWebhookSecretAsync(
            new GetWebhookSecretRequest { CacheName = RunningEmulator.CacheName, WebhookName = "hook" }, In(null))).SecretString);
        using var subscription = await clients.SubscribeAsync("topic", resumeAt: 1);
        Assert.Equal("kept", (await subscription.NextItemAsync()).Value.Text);
    }

    [Fact]
    public async Task What_was_restored_or_reset_survives_a_restart()
    {
        using var directory = new TemporaryDirectory();
        await using var emulator = await RunningEmulator.StartAsync(AdminClient.Setting, directory.Setting);
        var (clients, admin) = (emulator.Clients(), new AdminClient(emulator));
        await clients.SetAsync("key", "in the snapshot");
        await WebhookRpcTests.PutAsync(clients, "http://127.0.0.1:1/hook");
        var snapshot = await admin.SnapshotAsync();
        await admin.ResetAsync();
        using var afterReset = directory.AsIfKilled();
        await admin.RestoreAsync(snapshot);
        using var afterRestore = directory.AsIfKilled();

        await using var wasReset = await RunningEmulator.StartAsync(emulator.Time.GetUtcNow(), afterReset.Setting);
        Assert.Null(await wasReset.Clients().GetAsync("key"));
        Assert.Empty(await WebhooksAsync(wasReset.Clients()));
        await using var wasRestored = await RunningEmulator.StartAsync(emulator.Time.GetUtcNow(), afterRestore.Setting);
        Assert.Equal("in the snapshot", await wasRestored.Clients().GetAsync("key"));
        Assert.Single(await WebhooksAsync(wasRestored.Clients()));
    }

    [Fact]
    public async Task What_is_no_whole_snapshot_is_refused_and_changes_nothing()
    {
        await using var emulator = await RunningEmulator.StartAsync(AdminClient.Setting);
        var admin = new AdminClient(emulator);
        await emulator.Clients().SetAsync("key", "value");
        var snapshot = await admin.SnapshotAsync();

        foreach (var damaged in new[] { [], snapshot[..^1], snapshot[1..], [.. snapshot[..40], 0xff, .. snapshot[41..]], "text"u8.ToArray() })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await admin.RestoreAsync(damaged));
        }

        Assert.Equal("value", await emulator.Clients().GetAsync("key"));
    }

    private static async Task<IReadOnlyCollection<WebhookDefinition>> WebhooksAsync(MomentoClients clients) =>
        (await clients.Webhooks.ListWebhooksAsync(new ListWebhooksRequest { CacheName = RunningEmulator.CacheName }, In(null))).Webhook;
}
