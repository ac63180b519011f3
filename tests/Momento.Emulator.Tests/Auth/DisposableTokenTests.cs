using System.Buffers.Text;
using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Protocol.Cache;
using Momento.Protocol.Permissions;
using Momento.Protocol.Tokens;
using static Momento.Emulator.Tests.Auth.TokenExtensions;
using static Momento.Emulator.Tests.Auth.TokenScopes;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Auth;

public sealed class DisposableTokenTests : EmulatorTests
{
    private static readonly Permission[] ReadEverything = [Cache(CacheRole.ReadOnly)];

    [Theory]
    [InlineData(RunningEmulator.SuperUserKey, null)]
    [InlineData("", RunningEmulator.SuperUserKey)]
    public async Task The_minting_key_is_in_the_request_or_in_the_metadata(string inRequest, string? inMetadata)
    {
        var response = await Emulator.Clients(inMetadata).Tokens.GenerateDisposableTokenAsync(
            Request(ReadEverything, validForSeconds: 1_800, key: inRequest), In(null));

        Assert.Equal(Emulator.Authority, response.Endpoint);
        Assert.Equal((ulong)Emulator.Time.GetUtcNow().AddMinutes(30).ToUnixTimeSeconds(), response.ValidUntil);
        Assert.Null(await Emulator.Clients(response.ApiKey).GetAsync("key"));
    }

    [Fact]
    public async Task Who_may_read_nothing_of_a_cache_does_not_learn_that_it_is_there()
    {
        var token = await Clients.MintAsync([TokenScopes.Topic(TopicRole.PublishOnly)]);
        foreach (var cache in new[] { RunningEmulator.CacheName, "no-such-cache" })
        {
            var failure = await Assert.ThrowsAsync<RpcException>(
                async () => await Emulator.Clients(token).Cache.KeysExistAsync(new KeysExistRequest(), In(cache)));
            Assert.Equal(StatusCode.PermissionDenied, failure.StatusCode);
        }
    }

    [Fact]
    public async Task A_token_works_until_it_expires_and_not_a_moment_longer()
    {
        var clients = Emulator.Clients(await Clients.MintAsync(ReadEverything, validForSeconds: 2));

        Emulator.Time.Advance(TimeSpan.FromMilliseconds(1_999));
        Assert.Null(await clients.GetAsync("key"));

        Emulator.Time.Advance(TimeSpan.FromMilliseconds(1));
        await FailsAsync(StatusCode.Unauthenticated, () => clients.GetAsync("key"));
        await FailsAsync(StatusCode.Unauthenticated, () => clients.MintAsync(ReadEverything));
        Assert.Equal(StatusCode.Unauthenticated, await clients.Open("topic").EndAsync());
    }

    [Fact]
    public async Task A_token_that_was_changed_is_refused()
    {
        var parts = (await Clients.MintAsync(ReadEverything)).Split('.');
        var claims = DisposableTokenClaims.Parser.ParseFrom(Base64Url.DecodeFromChars(parts[0]));
        claims.Permissions.Permissions[0].Cache.Role = CacheRole.ReadWrite;
        var more = Base64Url.EncodeToString(Google.Protobuf.MessageExtensions.ToByteArray(claims));

        foreach (var forged in new[] { $"{more}.{parts[1]}", $"{parts[0]}.", $".{parts[1]}", parts[0], $"{parts[0]}.{new string('A', parts[1].Length)}" })
        {
            await FailsAsync(StatusCode.Unauthenticated, () => Emulator.Clients(forged).GetAsync("key"));
        }
    }

    [Fact]
    public async Task A_token_of_another_run_is_refused()
    {
        await using var other = await RunningEmulator.StartAsync();
        var token = await other.Clients().MintAsync(ReadEverything);

        await FailsAsync(StatusCode.Unauthenticated, () => Emulator.Clients(token).GetAsync("key"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("unknown-key")]
    [InlineData("Bearer " + RunningEmulator.SuperUserKey)]
    public async Task A_missing_or_unknown_key_is_refused(string? key) =>
        await FailsAsync(StatusCode.Unauthenticated, () => Emulator.Clients(key).GetAsync("key"));

    [Fact]
    public async Task Nothing_but_a_super_user_key_mints_and_even_that_no_super_user()
    {
        var token = await Clients.MintAsync([Cache(CacheRole.ReadWrite), Topic(TopicRole.PublishSubscribe)]);
        await FailsAsync(StatusCode.PermissionDenied, () => Emulator.Clients(token).MintAsync(ReadEverything));
        await FailsAsync(StatusCode.PermissionDenied, () => Emulator.Clients(RunningEmulator.ReadWriteKey).MintAsync(ReadEverything));

        var superUser = Request(ReadEverything);
        superUser.Permissions = new PermissionSet { SuperUser = SuperUser.SuperUser };
        var failure = await FailsAsync(StatusCode.PermissionDenied, async () => await Clients.Tokens.GenerateDisposableTokenAsync(superUser, In(null)));
        Assert.Contains("Insufficient permissions", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData((25u * 60 * 60) + 1)]
    [InlineData(uint.MaxValue)]
    public async Task A_validity_of_nothing_or_more_than_25_hours_is_refused(uint seconds) =>
        await FailsAsync(StatusCode.InvalidArgument, () => Clients.MintAsync(ReadEverything, seconds));

    [Fact]
    public async Task A_request_without_an_expiry_or_permissions_is_refused()
    {
        await FailsAsync(StatusCode.InvalidArgument, async () =>
            await Clients.Tokens.GenerateDisposableTokenAsync(new GenerateDisposableTokenRequest(), In(null)));
        await FailsAsync(StatusCode.InvalidArgument, async () => await Clients.Tokens.GenerateDisposableTokenAsync(
            new GenerateDisposableTokenRequest(Request([])) { Permissions = null }, In(null)));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public async Task A_token_id_has_at_most_64_characters(int length, bool isAccepted)
    {
        Task Minting() => Clients.MintAsync(ReadEverything, tokenId: new string('x', length));

        await (isAccepted ? Minting() : FailsAsync(StatusCode.InvalidArgument, Minting));
    }

    public static TheoryData<string> BadPermissions => new(Bad.Keys);

    private static Dictionary<string, Permission[]> Bad { get; } = new()
    {
        ["none"] = [],
        ["too many"] = [.. Enumerable.Range(0, 21).Select(number => Cache(CacheRole.ReadOnly, key: $"{number}"))],
        ["no kind"] = [new Permission()],
        ["no cache"] = [new Permission { Cache = new CachePermission { Role = CacheRole.ReadOnly } }],
        ["no role"] = [Cache(CacheRole.None)],
        ["no topic role"] = [Topic(TopicRole.None)],
        ["unknown role"] = [Cache((CacheRole)17)],
        ["empty cache"] = [Cache(CacheRole.ReadOnly, "")],
        ["empty key"] = [Cache(CacheRole.ReadOnly, "c", key: "")],
        ["empty prefix"] = [Cache(CacheRole.ReadOnly, "c", prefix: "")],
        ["empty topic"] = [Topic(TopicRole.PublishOnly, "c", topic: "")],
        ["empty topic prefix"] = [Topic(TopicRole.PublishOnly, "c", prefix: "")],
        ["duplicate"] = [Cache(CacheRole.ReadOnly, "c"), Cache(CacheRole.ReadOnly, "c")],
        ["conflict for all caches"] = [Cache(CacheRole.ReadOnly), Cache(CacheRole.ReadWrite)],
        ["conflict for a key"] = [Cache(CacheRole.ReadOnly, "c", key: "k"), Cache(CacheRole.WriteOnly, "c", key: "k")],
        ["conflict for a topic"] = [Topic(TopicRole.SubscribeOnly, "c", topic: "t"), Topic(TopicRole.PublishSubscribe, "c", topic: "t")],
    };

    [Theory]
    [MemberData(nameof(BadPermissions))]
    public async Task Permissions_that_make_no_sense_are_refused(string which) =>
        await FailsAsync(StatusCode.InvalidArgument, () => Clients.MintAsync(Bad[which]));

    [Fact]
    public async Task Twenty_permissions_and_the_same_name_as_key_prefix_and_topic_are_accepted()
    {
        await Clients.MintAsync(Enumerable.Range(0, 20).Select(number => Cache(CacheRole.ReadOnly, key: $"{number}")));
        await Clients.MintAsync([Cache(CacheRole.ReadOnly, "c", key: "n"), Cache(CacheRole.ReadOnly, "c", prefix: "n"), Topic(TopicRole.PublishOnly, "c", topic: "n")]);
    }

    [Fact]
    public async Task Neither_keys_nor_tokens_are_logged()
    {
        var token = await Clients.MintAsync(ReadEverything);
        await Emulator.Clients(token).GetAsync("key");
        await FailsAsync(StatusCode.Unauthenticated, () => Emulator.Clients(token + "x").GetAsync("key"));

        Assert.NotEmpty(Emulator.Logs.Entries);
        Assert.DoesNotContain(Emulator.Logs.Entries, entry => entry.Text.Contains(token, StringComparison.Ordinal));
        Assert.DoesNotContain(Emulator.Logs.Entries, entry => entry.Text.Contains(RunningEmulator.SuperUserKey, StringComparison.Ordinal));
    }

    private static async Task<RpcException> FailsAsync(StatusCode status, Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(status, failure.StatusCode);
        return failure;
    }
}
