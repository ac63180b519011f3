using Google.Protobuf;
using Grpc.Core;
using Momento.Emulator.Tests.Auth;
using Momento.Protocol.Cache;
using Momento.Protocol.Permissions;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Caches;

public sealed class BatchTests : EmulatorTests
{
    [Fact]
    public async Task What_is_set_at_once_is_got_at_once_in_the_order_asked_for()
    {
        var set = await SetAsync(Clients, Item("a", "1"), Item("b", "2"));
        await Clients.Cache.ListPushBackAsync(new ListPushBackRequest { ListName = Bytes("list"), Value = Bytes("x"), TtlMilliseconds = 1_000 }, In());

        var got = await GetAsync(Clients, "b", "nothing", "list", "a");

        Assert.Equal([CacheResult.Ok, CacheResult.Ok], set.Select(response => response.Result));
        Assert.Equal([CacheResult.Hit, CacheResult.Miss, CacheResult.Invalid, CacheResult.Hit], got.Select(response => response.Result));
        Assert.Equal(["2", "", "", "1"], got.Select(response => response.CacheBody.ToStringUtf8()));
    }

    [Fact]
    public async Task Each_item_has_its_own_time_to_live()
    {
        await SetAsync(Clients, Item("short", "1", 1_000), Item("long", "2", 2_000));
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(1_000));

        Assert.Equal([CacheResult.Miss, CacheResult.Hit], (await GetAsync(Clients, "short", "long")).Select(response => response.Result));
    }

    [Fact]
    public async Task Nothing_is_set_when_one_of_them_is_wrong()
    {
        Assert.Equal(StatusCode.InvalidArgument, await RefusedAsync(Item("a", "1"), Item("b", "2", ttl: 0)));
        Assert.Equal(StatusCode.ResourceExhausted, await RefusedAsync(
            Item("a", "1"), new SetRequest { CacheKey = Bytes("b"), CacheBody = ByteString.CopyFrom(new byte[5_100_000]), TtlMilliseconds = 1 }));
        Assert.Null(await Clients.GetAsync("a"));
    }

    [Fact]
    public async Task Every_key_must_be_permitted()
    {
        var token = await Clients.MintAsync([TokenScopes.Cache(CacheRole.ReadWrite, key: "a")]);
        var clients = Emulator.Clients(token);

        await SetAsync(clients, Item("a", "1"));
        Assert.Single(await GetAsync(clients, "a"));
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(() => SetAsync(clients, Item("a", "2"), Item("b", "2")))).StatusCode);
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(() => GetAsync(clients, "a", "b"))).StatusCode);
        Assert.Equal(StatusCode.PermissionDenied, await StatusAsync(clients.Cache.KeysExistAsync(Keys("a", "b"), In())));
        Assert.Equal("1", await Clients.GetAsync("a"));
    }

    [Fact]
    public async Task Which_keys_exist_is_said_in_the_order_asked_for()
    {
        await Clients.SetAsync("a", "1");
        await Clients.Cache.SetUnionAsync(new SetUnionRequest { SetName = Bytes("set"), Elements = { Bytes("x") }, TtlMilliseconds = 1_000 }, In());

        var response = await Clients.Cache.KeysExistAsync(Keys("set", "b", "a", "a"), In());

        Assert.Equal([true, false, true, true], response.Exists);
        Assert.Empty((await Clients.Cache.KeysExistAsync(Keys(), In())).Exists);
        Assert.Equal([true, false], (await Clients.Cache.KeysExistAsync(Keys("a", ""), In())).Exists);
    }

    private async Task<StatusCode> RefusedAsync(params SetRequest[] items) =>
        (await Assert.ThrowsAsync<RpcException>(() => SetAsync(Clients, items))).StatusCode;

    private static async Task<List<SetResponse>> SetAsync(MomentoClients clients, params SetRequest[] items)
    {
        using var call = clients.Cache.SetBatch(new SetBatchRequest { Items = { items } }, In());
        return await call.ResponseStream.ReadAllAsync().ToListAsync();
    }

    private static async Task<List<GetResponse>> GetAsync(MomentoClients clients, params string[] keys)
    {
        using var call = clients.Cache.GetBatch(
            new GetBatchRequest { Items = { keys.Select(key => new GetRequest { CacheKey = Bytes(key) }) } }, In());
        return await call.ResponseStream.ReadAllAsync().ToListAsync();
    }

    private static SetRequest Item(string key, string value, ulong ttl = 60_000) =>
        new() { CacheKey = Bytes(key), CacheBody = Bytes(value), TtlMilliseconds = ttl };

    private static KeysExistRequest Keys(params string[] keys) => new() { CacheKeys = { keys.Select(Bytes) } };
}
