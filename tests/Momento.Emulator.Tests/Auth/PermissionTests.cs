using Grpc.Core;
using Momento.Protocol.Permissions;
using static Momento.Emulator.Tests.Auth.TokenScopes;

namespace Momento.Emulator.Tests.Auth;

/// <summary>Who may do what: every credential against every RPC, HTTP route and stream, each on two caches and two keys or topics.</summary>
public sealed class PermissionTests(PermissionTests.SharedEmulator shared) : IClassFixture<PermissionTests.SharedEmulator>
{
    private const string This = RunningEmulator.CacheName;

    /// <summary>They tell nothing and change nothing, or need what they are about themselves.</summary>
    private static readonly string[] OpenToAnybody =
    [
        "* /health", "* /alive", "POST /cache_client.Ping/Ping", "POST /auth.Auth/RefreshApiToken",
    ];

    public static TheoryData<string, string, string, string> Matrix => new()
    {
        // Credential, and what it may do with: its own key or topic, another one of the same cache, another cache.
        { "session", "rwcpsmku", "rwcpsmku", "rwcpsmku" },
        { "superuser", "rwcpsmk", "rwcpsmk", "rwcpsmk" },
        { "generated superuser", "rwcpsmk", "rwcpsmk", "rwcpsmk" },
        { "legacy", "rwcpsm", "rwcpsm", "rwcpsm" },
        { "readwrite", "rwcps", "rwcps", "rwcps" },
        { "generated: all data", "rwcps", "rwcps", "rwcps" },
        { "generated: cache readonly in this", "r", "r", "" },
        { "generated: topic publishonly in this", "p", "", "" },
        { "cache readwrite", "rwc", "rwc", "rwc" },
        { "cache readonly in this", "r", "r", "" },
        { "cache writeonly in this", "w", "w", "" },
        { "key readwrite", "rwc", "", "rwc" },
        { "key readonly in this", "r", "", "" },
        { "key writeonly in this", "w", "", "" },
        { "prefix readwrite in this", "rwc", "", "" },
        { "prefix readonly", "r", "", "r" },
        { "prefix writeonly", "w", "", "w" },
        { "topics in this", "ps", "ps", "" },
        { "topic publishsubscribe", "ps", "", "ps" },
        { "topic publishonly in this", "p", "", "" },
        { "topic subscribeonly", "s", "", "s" },
        { "topic prefix publishonly", "p", "", "p" },
        { "topic prefix subscribeonly in this", "s", "", "" },
        { "reads this, publishes other", "r", "r", "p" },
        { "functions", "", "", "" },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_credential_allows_just_what_it_is_for(string credential, string own, string otherName, string otherCache)
    {
        var key = await KeyAsync(credential);
        var caller = new Caller(shared.Emulator.Clients(key), shared.Emulator.Http(key));

        Assert.Equal(Expected(own), await AllowedAsync(caller, This, "own-1"));
        Assert.Equal(Expected(otherName), await AllowedAsync(caller, This, "other"));
        Assert.Equal(Expected(otherCache), await AllowedAsync(caller, RunningEmulator.OtherCacheName, "own-1"));
    }

    [Fact]
    public void Whatever_can_be_called_is_in_the_matrix_or_open_to_anybody() => Assert.Equal(
        Operations.All.Select(operation => operation.Route).Concat(OpenToAnybody).Distinct().Order(StringComparer.Ordinal),
        shared.Emulator.Routes.Where(route => !route.Contains("{unimplementedMethod", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(null)]
    [InlineData("unknown")]
    public async Task Without_a_credential_nothing_is_allowed(string? key)
    {
        var caller = new Caller(shared.Emulator.Clients(key), shared.Emulator.Http(key));
        foreach (var operation in Operations.All)
        {
            var status = await operation.StatusAsync(caller, This, "own-1");
            Assert.True(status is StatusCode.Unauthenticated, $"{operation.Route}: {status}");
        }
    }

    private async Task<string> KeyAsync(string credential) => credential switch
    {
        "session" => RunningEmulator.SessionKey,
        "superuser" => RunningEmulator.SuperUserKey,
        "legacy" => RunningEmulator.LegacyKey,
        "readwrite" => RunningEmulator.ReadWriteKey,
        "generated superuser" => (await shared.Emulator.Clients(RunningEmulator.SessionKey).GenerateKeyAsync(null)).ApiKey,
        "generated: all data" => (await shared.Emulator.Clients().GenerateKeyAsync([Cache(CacheRole.ReadWrite), Topic(TopicRole.PublishSubscribe)])).ApiKey,
        _ when credential.Split("generated: ") is [_, var scope] => (await shared.Emulator.Clients().GenerateKeyAsync(Permissions(scope))).ApiKey,
        _ => await shared.Emulator.Clients().MintAsync(Permissions(credential)),
    };

    private static Permission[] Permissions(string credential) => credential switch
    {
        "cache readwrite" => [Cache(CacheRole.ReadWrite)],
        "cache readonly in this" => [Cache(CacheRole.ReadOnly, This)],
        "cache writeonly in this" => [Cache(CacheRole.WriteOnly, This)],
        "key readwrite" => [Cache(CacheRole.ReadWrite, key: "own-1")],
        "key readonly in this" => [Cache(CacheRole.ReadOnly, This, key: "own-1")],
        "key writeonly in this" => [Cache(CacheRole.WriteOnly, This, key: "own-1")],
        "prefix readwrite in this" => [Cache(CacheRole.ReadWrite, This, prefix: "own-")],
        "prefix readonly" => [Cache(CacheRole.ReadOnly, prefix: "own-")],
        "prefix writeonly" => [Cache(CacheRole.WriteOnly, prefix: "own-")],
        "topics in this" => [Topic(TopicRole.PublishSubscribe, This)],
        "topic publishsubscribe" => [Topic(TopicRole.PublishSubscribe, topic: "own-1")],
        "topic publishonly in this" => [Topic(TopicRole.PublishOnly, This, topic: "own-1")],
        "topic subscribeonly" => [Topic(TopicRole.SubscribeOnly, topic: "own-1")],
        "topic prefix publishonly" => [Topic(TopicRole.PublishOnly, prefix: "own-")],
        "topic prefix subscribeonly in this" => [Topic(TopicRole.SubscribeOnly, This, prefix: "own-")],
        "reads this, publishes other" =>
            [Cache(CacheRole.ReadOnly, This), Topic(TopicRole.PublishOnly, RunningEmulator.OtherCacheName)],
        "functions" => [new Permission { Function = new FunctionPermission { Role = FunctionRole.Invoke, AllCaches = new All(), AllFunctions = new All() } }],
        _ => throw new ArgumentOutOfRangeException(nameof(credential), credential, null),
    };

    private static string Expected(string permissions) =>
        Lines(Operations.All.Where(operation => permissions.Contains(operation.Permission, StringComparison.Ordinal)));

    private async Task<string> AllowedAsync(Caller caller, string cache, string name)
    {
        // Something to poll for.
        await shared.Emulator.Clients().PublishAsync(name, "text", cache);
        var allowed = new List<Operation>();
        foreach (var operation in Operations.All)
        {
            var status = await operation.StatusAsync(caller, cache, name);
            if (status != StatusCode.PermissionDenied)
            {
                // What was called lacks everything but the key, and the key may hold an item of another type.
                Assert.True(
                    status is StatusCode.OK or StatusCode.AlreadyExists or StatusCode.NotFound or StatusCode.InvalidArgument or StatusCode.FailedPrecondition,
                    $"{operation.Route}: {status}");
                allowed.Add(operation);
            }
        }

        return Lines(allowed);
    }

    private static string Lines(IEnumerable<Operation> operations) =>
        string.Join('\n', operations.Select(operation => $"{operation.Permission} {operation.Route}"));

    public sealed class SharedEmulator : EmulatorTests
    {
        public new RunningEmulator Emulator => base.Emulator;
    }
}
