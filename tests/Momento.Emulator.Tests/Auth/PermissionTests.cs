using Grpc.Core;
using Momento.Protocol.Cache;
using Momento.Protocol.Control;
using Momento.Protocol.Permissions;
using static Momento.Emulator.Tests.Auth.TokenScopes;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Auth;

/// <summary>Who may do what: every credential against every operation, each on two caches and two keys or topics.</summary>
public sealed class PermissionTests(PermissionTests.SharedEmulator shared) : IClassFixture<PermissionTests.SharedEmulator>
{
    private const string All = "get set setif setnx delete dget dfetch dset lpush lfetch llength lremove lretain publish subscribe";
    private const string Reads = "get dget dfetch lfetch llength";
    private const string Writes = "set delete dset lpush lremove lretain";
    private const string Control = "create list flush mint";

    public static TheoryData<string, string, string, string> Matrix => new()
    {
        // Credential, and what it may do with: its own key or topic, another one of the same cache, another cache.
        { "superuser", $"{All} {Control}", $"{All} {Control}", $"{All} {Control}" },
        { "readwrite", All, All, All },
        { "cache readwrite", $"{Reads} {Writes} setif setnx", $"{Reads} {Writes} setif setnx", $"{Reads} {Writes} setif setnx" },
        { "cache readonly in this", Reads, Reads, "" },
        { "cache writeonly in this", Writes, Writes, "" },
        { "key readwrite", $"{Reads} {Writes} setif setnx", "", $"{Reads} {Writes} setif setnx" },
        { "key readonly in this", Reads, "", "" },
        { "prefix readwrite in this", $"{Reads} {Writes} setif setnx", "", "" },
        { "prefix writeonly", Writes, "", Writes },
        { "topics in this", "publish subscribe", "publish subscribe", "" },
        { "topic publishonly in this", "publish", "", "" },
        { "topic subscribeonly", "subscribe", "", "subscribe" },
        { "topic prefix publishonly", "publish", "", "publish" },
        { "reads this, publishes other", Reads, Reads, "publish" },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_credential_allows_just_what_it_is_for(string credential, string own, string otherName, string otherCache)
    {
        var clients = shared.Emulator.Clients(await KeyAsync(credential));

        Assert.Equal(Sorted(own), await AllowedAsync(clients, RunningEmulator.CacheName, "own-1"));
        Assert.Equal(Sorted(otherName), await AllowedAsync(clients, RunningEmulator.CacheName, "other"));
        Assert.Equal(Sorted(otherCache), await AllowedAsync(clients, RunningEmulator.OtherCacheName, "own-1"));
    }

    private async Task<string> KeyAsync(string credential)
    {
        const string This = RunningEmulator.CacheName;
        Permission[] permissions = credential switch
        {
            "superuser" or "readwrite" => [],
            "cache readwrite" => [Cache(CacheRole.ReadWrite)],
            "cache readonly in this" => [Cache(CacheRole.ReadOnly, This)],
            "cache writeonly in this" => [Cache(CacheRole.WriteOnly, This)],
            "key readwrite" => [Cache(CacheRole.ReadWrite, key: "own-1")],
            "key readonly in this" => [Cache(CacheRole.ReadOnly, This, key: "own-1")],
            "prefix readwrite in this" => [Cache(CacheRole.ReadWrite, This, prefix: "own-")],
            "prefix writeonly" => [Cache(CacheRole.WriteOnly, prefix: "own-")],
            "topics in this" => [Topic(TopicRole.PublishSubscribe, This)],
            "topic publishonly in this" => [Topic(TopicRole.PublishOnly, This, topic: "own-1")],
            "topic subscribeonly" => [Topic(TopicRole.SubscribeOnly, topic: "own-1")],
            "topic prefix publishonly" => [Topic(TopicRole.PublishOnly, prefix: "own-")],
            "reads this, publishes other" =>
                [Cache(CacheRole.ReadOnly, This), Topic(TopicRole.PublishOnly, RunningEmulator.OtherCacheName)],
            _ => throw new ArgumentOutOfRangeException(nameof(credential), credential, null),
        };
        return credential switch
        {
            "superuser" => RunningEmulator.SuperUserKey,
            "readwrite" => RunningEmulator.ReadWriteKey,
            _ => await shared.Emulator.Clients().MintAsync(permissions),
        };
    }

    private static async Task<string> AllowedAsync(MomentoClients clients, string cache, string name)
    {
        var allowed = new List<string>();
        foreach (var (operation, call) in Operations(clients, cache, name))
        {
            var status = await StatusAsync(call);
            if (status != StatusCode.PermissionDenied)
            {
                Assert.True(status is StatusCode.OK or StatusCode.AlreadyExists, $"{operation}: {status}");
                allowed.Add(operation);
            }
        }

        return Sorted(string.Join(' ', allowed));
    }

    private static (string Operation, Func<Task> Call)[] Operations(MomentoClients clients, string cache, string name)
    {
        var (key, list, dictionary) = (Bytes(name), Bytes($"{name}-list"), Bytes($"{name}-dictionary"));
        // A permission for one key is for one type of item, so every operation that can uses a key of its own type.
        (key, list, dictionary) = name == "own-1" ? (key, key, key) : (key, list, dictionary);
        var (scs, options, none) = (clients.Cache, In(cache), In(null));
        return
        [
            ("set", async () => await scs.SetAsync(new SetRequest { CacheKey = key, TtlMilliseconds = 1 }, options)),
            ("get", () => OnlyTypeMayBeWrong(async () => await scs.GetAsync(new GetRequest { CacheKey = key }, options))),
            ("setif", async () => await scs.SetIfAsync(new SetIfRequest { CacheKey = key, TtlMilliseconds = 1, Absent = new Absent() }, options)),
            ("setnx", async () => await scs.SetIfNotExistsAsync(new SetIfNotExistsRequest { CacheKey = key, TtlMilliseconds = 1 }, options)),
            ("dset", () => OnlyTypeMayBeWrong(async () => await scs.DictionarySetAsync(
                new DictionarySetRequest { DictionaryName = dictionary, Items = { new DictionaryFieldValuePair { Field = Bytes("f") } }, TtlMilliseconds = 1 }, options))),
            ("dget", () => OnlyTypeMayBeWrong(async () => await scs.DictionaryGetAsync(new DictionaryGetRequest { DictionaryName = dictionary, Fields = { Bytes("f") } }, options))),
            ("dfetch", () => OnlyTypeMayBeWrong(async () => await scs.DictionaryFetchAsync(new DictionaryFetchRequest { DictionaryName = dictionary }, options))),
            ("lpush", () => OnlyTypeMayBeWrong(async () => await scs.ListPushFrontAsync(new ListPushFrontRequest { ListName = list, TtlMilliseconds = 1 }, options))),
            ("lfetch", () => OnlyTypeMayBeWrong(async () => await scs.ListFetchAsync(new ListFetchRequest { ListName = list }, options))),
            ("llength", () => OnlyTypeMayBeWrong(async () => await scs.ListLengthAsync(new ListLengthRequest { ListName = list }, options))),
            ("lremove", () => OnlyTypeMayBeWrong(async () => await scs.ListRemoveAsync(new ListRemoveRequest { ListName = list, AllElementsWithValue = Bytes("x") }, options))),
            ("lretain", () => OnlyTypeMayBeWrong(async () => await scs.ListRetainAsync(new ListRetainRequest { ListName = list }, options))),
            ("delete", async () => await scs.DeleteAsync(new DeleteRequest { CacheKey = key }, options)),
            ("publish", () => clients.PublishAsync(name, "text", cache)),
            ("subscribe", () => SubscribeAsync(clients, cache, name)),
            ("create", async () => await clients.Control.CreateCacheAsync(new CreateCacheRequest { CacheName = cache }, none)),
            ("list", async () => await clients.Control.ListCachesAsync(new ListCachesRequest(), none)),
            ("flush", async () => await clients.Control.FlushCacheAsync(new FlushCacheRequest { CacheName = "spare" }, none)),
            ("mint", () => clients.MintAsync([Cache(CacheRole.ReadOnly)])),
        ];
    }

    private static async Task SubscribeAsync(MomentoClients clients, string cache, string name)
    {
        using var subscription = clients.Open(name, cache: cache);
        await subscription.NextAsync();
    }

    private static async Task OnlyTypeMayBeWrong(Func<Task> call)
    {
        if (await StatusAsync(call) is var status and not StatusCode.FailedPrecondition and not StatusCode.OK)
        {
            throw new RpcException(new Status(status, ""));
        }
    }

    private static async Task<StatusCode> StatusAsync(Func<Task> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }

    private static string Sorted(string operations) => string.Join(' ', operations.Split(' ').Order(StringComparer.Ordinal));

    public sealed class SharedEmulator : EmulatorTests
    {
        public new RunningEmulator Emulator => base.Emulator;

        protected override (string Key, string Value)[] Settings() => [("Emulator:Caches:2", "spare")];
    }
}
