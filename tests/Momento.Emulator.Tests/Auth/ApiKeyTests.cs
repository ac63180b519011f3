using System.Text;
using Grpc.Core;
using Momento.Protocol.Auth;
using Momento.Protocol.Control;
using Momento.Protocol.Permissions;
using static Momento.Emulator.Tests.Auth.TokenScopes;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Auth;

public sealed class ApiKeyTests : EmulatorTests
{
    private static readonly Permission[] AllData = [Cache(CacheRole.ReadWrite), Topic(TopicRole.PublishSubscribe), Function()];

    private MomentoClients Session => Emulator.Clients(RunningEmulator.SessionKey);

    [Fact]
    public async Task A_session_generates_a_super_user_which_creates_caches_and_generates_other_keys()
    {
        var generated = await Session.GenerateKeyAsync(null);
        var superUser = Emulator.Clients(generated.ApiKey);

        Assert.Equal(Emulator.Authority, generated.Endpoint);
        Assert.Equal((ulong)Emulator.Time.GetUtcNow().AddSeconds(60).ToUnixTimeSeconds(), generated.ValidUntil);
        await superUser.Control.CreateCacheAsync(new CreateCacheRequest { CacheName = "new" }, In(null));
        await Emulator.Clients((await superUser.GenerateKeyAsync(AllData)).ApiKey).SetAsync("key", "value");
        await superUser.MintAsync(AllData);
    }

    [Fact]
    public async Task Nothing_but_a_session_generates_super_users_and_nothing_but_it_and_super_users_generates_keys()
    {
        var superUser = (await Session.GenerateKeyAsync(null)).ApiKey;
        var readWrite = (await Session.GenerateKeyAsync(AllData)).ApiKey;
        var disposable = await Clients.MintAsync(AllData);
        foreach (var key in new[] { superUser, RunningEmulator.SuperUserKey, readWrite, RunningEmulator.ReadWriteKey, RunningEmulator.LegacyKey, disposable })
        {
            var failure = await FailsAsync(StatusCode.PermissionDenied, () => Emulator.Clients(key).GenerateKeyAsync(null));
            Assert.Contains("Insufficient permissions", failure.Status.Detail, StringComparison.Ordinal);
        }

        foreach (var key in new[] { readWrite, RunningEmulator.ReadWriteKey, RunningEmulator.LegacyKey, disposable })
        {
            await FailsAsync(StatusCode.PermissionDenied, () => Emulator.Clients(key).GenerateKeyAsync(AllData));
        }
    }

    [Fact]
    public async Task The_generating_key_may_be_in_the_request_alone()
    {
        var request = TokenExtensions.KeyRequest(null);
        request.AuthToken = RunningEmulator.SessionKey;

        Assert.NotEmpty((await Emulator.Clients(null).Keys.GenerateApiTokenAsync(request, In(null))).ApiKey);
    }

    [Fact]
    public async Task A_key_works_until_it_expires_also_on_an_open_subscription_and_one_that_never_expires_says_so()
    {
        var expiring = Emulator.Clients((await Session.GenerateKeyAsync(AllData, validForSeconds: 5)).ApiKey);
        var lasting = await Session.GenerateKeyAsync(AllData, validForSeconds: 0);
        using var subscription = await expiring.SubscribeAsync("topic");

        Emulator.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(StatusCode.Unauthenticated, await subscription.EndAsync());
        await FailsAsync(StatusCode.Unauthenticated, () => expiring.GetAsync("key"));

        Emulator.Time.Advance(TimeSpan.FromDays(1_000));
        Assert.Equal(0ul, lasting.ValidUntil);
        Assert.Null(await Emulator.Clients(lasting.ApiKey).GetAsync("key"));
    }

    [Fact]
    public async Task A_refreshed_key_is_another_one_with_the_same_permissions_that_is_valid_as_long_from_now()
    {
        var first = await Session.GenerateKeyAsync([Cache(CacheRole.ReadOnly)], validForSeconds: 10, tokenId: "id");
        Emulator.Time.Advance(TimeSpan.FromSeconds(4));

        var second = await Emulator.Clients(null).RefreshAsync(first.ApiKey, first.RefreshToken);

        Assert.NotEqual(first.ApiKey, second.ApiKey);
        Assert.Equal(first.ValidUntil + 4, second.ValidUntil);
        Emulator.Time.Advance(TimeSpan.FromSeconds(9));
        var clients = Emulator.Clients(second.ApiKey);
        Assert.Null(await clients.GetAsync("key"));
        await FailsAsync(StatusCode.PermissionDenied, () => clients.SetAsync("key", "value"));
        Assert.NotEqual(second.ApiKey, (await clients.RefreshAsync(second.ApiKey, second.RefreshToken)).ApiKey);
    }

    [Fact]
    public async Task An_expired_key_a_token_that_belongs_to_another_key_and_what_is_neither_are_not_refreshed()
    {
        var first = await Session.GenerateKeyAsync(AllData, validForSeconds: 10);
        var other = await Session.GenerateKeyAsync(AllData, validForSeconds: 20);
        await FailsAsync(StatusCode.Unauthenticated, () => Clients.RefreshAsync(first.ApiKey, other.RefreshToken));
        await FailsAsync(StatusCode.Unauthenticated, () => Clients.RefreshAsync(first.ApiKey, first.ApiKey));
        await FailsAsync(StatusCode.Unauthenticated, () => Clients.RefreshAsync(RunningEmulator.SuperUserKey, first.RefreshToken));
        await FailsAsync(StatusCode.Unauthenticated, async () => await Clients.RefreshAsync(await Clients.MintAsync(AllData), first.RefreshToken));

        Emulator.Time.Advance(TimeSpan.FromSeconds(10));
        await FailsAsync(StatusCode.InvalidArgument, () => Clients.RefreshAsync(first.ApiKey, first.RefreshToken));
        await FailsAsync(StatusCode.Unauthenticated, () => Clients.RefreshAsync(first.ApiKey, other.RefreshToken));
    }

    [Fact]
    public async Task A_refresh_token_is_no_key() => await FailsAsync(
        StatusCode.Unauthenticated, async () => await Emulator.Clients((await Session.GenerateKeyAsync(null)).RefreshToken).GetAsync("key"));

    [Fact]
    public async Task What_makes_no_sense_is_not_generated()
    {
        var noExpiry = TokenExtensions.KeyRequest(AllData);
        noExpiry.ClearExpiry();
        await FailsAsync(StatusCode.InvalidArgument, async () => await Session.Keys.GenerateApiTokenAsync(noExpiry, In(null)));
        var noTime = TokenExtensions.KeyRequest(AllData);
        noTime.Expires = new GenerateApiTokenRequest.Types.Expires();
        await FailsAsync(StatusCode.InvalidArgument, async () => await Session.Keys.GenerateApiTokenAsync(noTime, In(null)));
        await FailsAsync(StatusCode.InvalidArgument, () => Session.GenerateKeyAsync([]));
        await FailsAsync(StatusCode.InvalidArgument, () => Session.GenerateKeyAsync([Function(), Function()]));
        await FailsAsync(StatusCode.InvalidArgument, () => Session.GenerateKeyAsync(AllData, tokenId: new string('x', 65)));
    }

    [Fact]
    public async Task A_key_carries_its_id_to_subscribers()
    {
        using var subscription = await Clients.SubscribeAsync("topic");

        await Emulator.Clients((await Session.GenerateKeyAsync(AllData, tokenId: "backend")).ApiKey).PublishAsync("topic", "text");

        Assert.Equal("backend", (await subscription.NextItemAsync()).PublisherId);
    }

    [Fact]
    public async Task The_form_in_which_sdks_hand_keys_on_is_accepted_as_it_is()
    {
        static string V1(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json));
        var token = await Clients.MintAsync(AllData);

        Assert.Null(await Emulator.Clients(V1($$"""{"endpoint":"momento.test","api_key":"{{RunningEmulator.ReadWriteKey}}"}""")).GetAsync("key"));
        Assert.Null(await Emulator.Clients(V1($$"""{"endpoint":"momento.test","api_key":"{{token}}"}""")).GetAsync("key"));
        foreach (var json in new[] { """{"endpoint":"momento.test","api_key":"unknown"}""", """{"endpoint":"momento.test"}""", "{}", "null", "x" })
        {
            await FailsAsync(StatusCode.Unauthenticated, () => Emulator.Clients(V1(json)).GetAsync("key"));
        }
    }

    private static Permission Function() => new()
    {
        Function = new FunctionPermission { Role = FunctionRole.Invoke, AllCaches = new All(), AllFunctions = new All() },
    };

    private static async Task<RpcException> FailsAsync(StatusCode status, Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(status, failure.StatusCode);
        return failure;
    }
}
