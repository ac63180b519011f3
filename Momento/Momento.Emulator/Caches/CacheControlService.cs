using Grpc.Core;
using Momento.Emulator.Quotas;
using Momento.Emulator.Topics;
using Momento.Emulator.Webhooks;
using Momento.Protocol.Control;

namespace Momento.Emulator.Caches;

/// <summary>Creates, lists, flushes and deletes caches.</summary>
internal sealed class CacheControlService(CallGuard guard, CacheRegistry caches, WebhookRegistry webhooks) : ScsControl.ScsControlBase
{
    private static readonly Task<CreateCacheResponse> Created = Task.FromResult(new CreateCacheResponse());
    private static readonly Task<DeleteCacheResponse> Deleted = Task.FromResult(new DeleteCacheResponse());
    private static readonly Task<FlushCacheResponse> Flushed = Task.FromResult(new FlushCacheResponse());

    public override Task<CreateCacheResponse> CreateCache(CreateCacheRequest request, ServerCallContext context)
    {
        guard.RequireManagingCaches(context);
        return caches.TryCreate(CallGuard.RequireName(request.CacheName, "cache"))
            ? Created
            : throw MomentoErrors.CacheAlreadyExists();
    }

    public override Task<DeleteCacheResponse> DeleteCache(DeleteCacheRequest request, ServerCallContext context)
    {
        guard.RequireManagingCaches(context);
        if (!caches.TryDelete(CallGuard.RequireName(request.CacheName, "cache")))
        {
            throw MomentoErrors.CacheNotFound();
        }

        webhooks.DeleteOf(request.CacheName);
        return Deleted;
    }

    public override Task<FlushCacheResponse> FlushCache(FlushCacheRequest request, ServerCallContext context)
    {
        guard.RequireManagingCaches(context);
        var cache = caches.Find(CallGuard.RequireName(request.CacheName, "cache")) ?? throw MomentoErrors.CacheNotFound();
        cache.Flush();
        return Flushed;
    }

    /// <summary>All of them at once: there is never a next page.</summary>
    public override Task<ListCachesResponse> ListCaches(ListCachesRequest request, ServerCallContext context)
    {
        guard.RequireManagingCaches(context);
        var response = new ListCachesResponse();
        response.Cache.AddRange(caches.All.Select(cache => cache.Name).Order(StringComparer.Ordinal).Select(Describe));
        return Task.FromResult(response);
    }

    /// <summary>The rates are those of a small Momento account, and enforced when quotas are switched on.</summary>
    private static Cache Describe(string name) => new()
    {
        CacheName = name,
        CacheLimits = new Momento.Protocol.Control.CacheLimits
        {
            MaxTrafficRate = AccountQuotas.CacheOperationsPerSecond,
            MaxThroughputKbps = AccountQuotas.CacheBytesPerSecond / 1024,
            MaxItemSizeKb = CacheLimits.MaximumItemKilobytes,
            MaxTtlSeconds = CacheLimits.MaximumTimeToLiveMilliseconds / 1000,
        },
        TopicLimits = new Momento.Protocol.Control.TopicLimits
        {
            MaxPublishRate = AccountQuotas.PublishesPerSecond,
            MaxSubscriptionCount = AccountQuotas.Subscriptions,
            MaxPublishMessageSizeKb = MessageLimits.MaximumMessageKilobytes,
        },
    };
}
