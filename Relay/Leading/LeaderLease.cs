using Microsoft.Extensions.Options;
using Momento.Sdk;
using Momento.Sdk.Responses;

namespace CourseComments.Relay.Leading;

/// <summary>
/// One relay works, the others stand by. That only saves work: two that work for a moment lose and double nothing, as the
/// receiver stores each message once.
/// </summary>
internal sealed class LeaderLease(
    ICacheClient cache, IOptions<TopicOptions> topic, IOptions<RelayOptions> options, TimeProvider time)
{
    private readonly string _owner = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
    private readonly TimeSpan _lease = options.Value.Lease;
    private long _heldSince;

    /// <summary>How often to ask, so that a lease is renewed before it ends and one that ended is noticed.</summary>
    public TimeSpan Interval => _lease / 3;

    private string CacheName => topic.Value.CacheName;

    private string Key => $"relay:{topic.Value.TopicName}:leader";

    /// <summary>Takes the lease if nobody has it.</summary>
    public async Task<bool> TryAcquireAsync()
    {
        var started = time.GetTimestamp();
        var isTaken = await cache.SetIfNotExistsAsync(CacheName, Key, _owner, _lease) is CacheSetIfNotExistsResponse.Stored
            // Its own, of which it was not told: an answer came too late.
            || await OwnerAsync() == _owner;
        if (isTaken)
        {
            _heldSince = started;
        }

        return isTaken;
    }

    /// <summary>Renews the lease.</summary>
    /// <returns>False when it is another's, or may be.</returns>
    public async Task<bool> TryRenewAsync()
    {
        var started = time.GetTimestamp();
        switch (await cache.GetAsync(CacheName, Key))
        {
            case CacheGetResponse.Hit hit when hit.ValueString != _owner:
                return false;
            case CacheGetResponse.Hit when await cache.SetAsync(CacheName, Key, _owner, _lease) is CacheSetResponse.Success:
                _heldSince = started;
                return true;
            case CacheGetResponse.Miss:
                return await TryAcquireAsync();
            default:
                // Momento is away. The lease still holds for the time that it was granted.
                return time.GetElapsedTime(_heldSince) < _lease - Interval;
        }
    }

    /// <summary>Lets the next one take over at once.</summary>
    public async Task ReleaseAsync()
    {
        if (await OwnerAsync() == _owner)
        {
            await cache.DeleteAsync(CacheName, Key);
        }
    }

    private async Task<string?> OwnerAsync() => await cache.GetAsync(CacheName, Key) is CacheGetResponse.Hit hit ? hit.ValueString : null;
}
