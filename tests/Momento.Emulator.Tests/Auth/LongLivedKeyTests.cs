using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;
using Momento.Protocol.Auth;
using Momento.Protocol.Permissions;
using Momento.Protocol.PubSub;

namespace Momento.Emulator.Tests.Auth;

/// <summary>With the system's clock: a timer of it waits 49 days at most, one of a test's clock for ever.</summary>
public sealed class LongLivedKeyTests
{
    [Fact]
    public async Task A_key_that_expires_in_60_days_may_subscribe()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var app = EmulatorApplication.Create([], builder =>
        {
            builder.Configuration.Sources.Clear();
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Kestrel:Endpoints:grpc:Url"] = "http://127.0.0.1:0",
                ["Kestrel:Endpoints:grpc:Protocols"] = "Http2",
                ["Emulator:Keys:0:Key"] = RunningEmulator.SuperUserKey,
                ["Emulator:Keys:0:Role"] = "superuser",
                ["Emulator:Caches:0"] = RunningEmulator.CacheName,
            });
        });
        await app.StartAsync();
        using var channel = GrpcChannel.ForAddress(app.Urls.First());
        var key = await new Protocol.Auth.Auth.AuthClient(channel).GenerateApiTokenAsync(new GenerateApiTokenRequest
        {
            AuthToken = RunningEmulator.SuperUserKey,
            Permissions = new PermissionSet { Explicit = new() { Permissions = { TokenScopes.Topic(TopicRole.SubscribeOnly) } } },
            Expires = new() { ValidForSeconds = 60 * 24 * 60 * 60 },
        });

        using var call = new Pubsub.PubsubClient(channel).Subscribe(
            new SubscriptionRequest { CacheName = RunningEmulator.CacheName, Topic = "topic" },
            new Metadata { { "authorization", key.ApiKey } });

        Assert.True(await call.ResponseStream.MoveNext(timeout.Token));
        Assert.Equal(SubscriptionItem.KindOneofCase.Heartbeat, call.ResponseStream.Current.KindCase);
    }
}
