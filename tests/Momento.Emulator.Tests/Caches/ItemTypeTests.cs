using Momento.Protocol.Cache;
using static Momento.Emulator.Tests.MomentoClients;
using static Momento.Protocol.Cache.ItemGetTypeResponse.Types;

namespace Momento.Emulator.Tests.Caches;

public sealed class ItemTypeTests : EmulatorTests
{
    [Fact]
    public async Task An_item_of_any_type_says_which_it_is()
    {
        var cache = Clients.Cache;
        await Clients.SetAsync("scalar", "value");
        await cache.ListPushBackAsync(new ListPushBackRequest { ListName = Bytes("list"), Value = Bytes("a"), TtlMilliseconds = 1_000 }, In());
        await cache.DictionaryIncrementAsync(new DictionaryIncrementRequest { DictionaryName = Bytes("dictionary"), Field = Bytes("a"), TtlMilliseconds = 1_000 }, In());
        await cache.SetUnionAsync(new SetUnionRequest { SetName = Bytes("set"), Elements = { Bytes("a") }, TtlMilliseconds = 1_000 }, In());
        await cache.SortedSetIncrementAsync(new SortedSetIncrementRequest { SetName = Bytes("sorted set"), Value = Bytes("a"), TtlMilliseconds = 1_000 }, In());

        Assert.Equal(ItemType.Scalar, await TypeAsync("scalar"));
        Assert.Equal(ItemType.List, await TypeAsync("list"));
        Assert.Equal(ItemType.Dictionary, await TypeAsync("dictionary"));
        Assert.Equal(ItemType.Set, await TypeAsync("set"));
        Assert.Equal(ItemType.SortedSet, await TypeAsync("sorted set"));
        Assert.Null(await TypeAsync("nothing"));
    }

    private async Task<ItemType?> TypeAsync(string key) =>
        (await Clients.Cache.ItemGetTypeAsync(new ItemGetTypeRequest { CacheKey = Bytes(key) }, In())).Found?.ItemType;
}
