using Grpc.Core;
using Momento.Protocol.Cache;
using Momento.Protocol.Control;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Caches;

public sealed class CacheControlTests : EmulatorTests
{
    [Fact]
    public async Task A_created_cache_is_listed_with_the_configured_ones_and_a_deleted_one_is_not()
    {
        await Clients.Control.CreateCacheAsync(new CreateCacheRequest { CacheName = "new" }, In(null));
        Assert.Equal(["new", RunningEmulator.OtherCacheName, RunningEmulator.CacheName], await ListAsync());

        await Clients.Control.DeleteCacheAsync(new DeleteCacheRequest { CacheName = "new" }, In(null));
        Assert.Equal([RunningEmulator.OtherCacheName, RunningEmulator.CacheName], await ListAsync());
    }

    [Fact]
    public async Task A_listed_cache_says_its_limits()
    {
        var cache = (await Clients.Control.ListCachesAsync(new ListCachesRequest(), In(null))).Cache[0];

        Assert.Equal(4883u, cache.CacheLimits.MaxItemSizeKb);
        Assert.Equal(86400u, cache.CacheLimits.MaxTtlSeconds);
        Assert.Equal(4u, cache.TopicLimits.MaxPublishMessageSizeKb);
    }

    [Fact]
    public async Task Creating_a_cache_twice_fails()
    {
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await Clients.Control.CreateCacheAsync(new CreateCacheRequest { CacheName = RunningEmulator.CacheName }, In(null)));

        Assert.Equal(StatusCode.AlreadyExists, failure.StatusCode);
    }

    [Fact]
    public async Task Flushing_removes_items_of_that_cache_only()
    {
        await Clients.SetAsync("key", "value");
        await Clients.Control.FlushCacheAsync(new FlushCacheRequest { CacheName = RunningEmulator.OtherCacheName }, In(null));
        Assert.Equal("value", await Clients.GetAsync("key"));

        await Clients.Control.FlushCacheAsync(new FlushCacheRequest { CacheName = RunningEmulator.CacheName }, In(null));
        Assert.Null(await Clients.GetAsync("key"));
    }

    [Fact]
    public async Task A_cache_that_was_deleted_and_created_again_is_empty()
    {
        await Clients.SetAsync("key", "value");

        await Clients.Control.DeleteCacheAsync(new DeleteCacheRequest { CacheName = RunningEmulator.CacheName }, In(null));
        await Clients.Control.CreateCacheAsync(new CreateCacheRequest { CacheName = RunningEmulator.CacheName }, In(null));

        Assert.Null(await Clients.GetAsync("key"));
    }

    [Fact]
    public async Task A_missing_cache_is_not_found_and_no_trailer_speaks_of_an_item()
    {
        var failures = await Task.WhenAll(
            Assert.ThrowsAsync<RpcException>(async () => await Clients.Cache.GetAsync(new GetRequest { CacheKey = Bytes("key") }, In("missing"))),
            Assert.ThrowsAsync<RpcException>(async () => await Clients.Control.DeleteCacheAsync(new DeleteCacheRequest { CacheName = "missing" }, In(null))),
            Assert.ThrowsAsync<RpcException>(async () => await Clients.Control.FlushCacheAsync(new FlushCacheRequest { CacheName = "missing" }, In(null))),
            Assert.ThrowsAsync<RpcException>(() => Clients.PublishAsync("topic", "text", "missing")));

        Assert.All(failures, failure => Assert.Equal(StatusCode.NotFound, failure.StatusCode));
        Assert.All(failures, failure => Assert.Null(failure.Trailers.Get("err")));
        Assert.Equal(StatusCode.NotFound, await Clients.Open("topic", cache: "missing").EndAsync());
    }

    private async Task<string[]> ListAsync() =>
        [.. (await Clients.Control.ListCachesAsync(new ListCachesRequest(), In(null))).Cache.Select(cache => cache.CacheName)];
}
