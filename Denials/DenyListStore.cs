using Microsoft.Extensions.Logging;
using Momento.Sdk;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Requests;
using Momento.Sdk.Responses;

namespace CourseComments.Denials;

/// <summary>The set in Momento's cache. An empty set does not exist there, so a missing one denies nobody.</summary>
internal sealed partial class DenyListStore(ICacheClient cache, string cacheName, string setName, ILogger<DenyListStore> logger)
{
    /// <summary>Momento's longest.</summary>
    private static readonly TimeSpan TimeToLive = TimeSpan.FromHours(24);

    /// <summary>The set's key, which nothing else in the cache may have.</summary>
    public string Key => setName;

    /// <returns>Null when Momento does not say.</returns>
    public async Task<IEnumerable<string>?> FetchAsync()
    {
        switch (await cache.SetFetchAsync(cacheName, setName))
        {
            case CacheSetFetchResponse.Hit hit:
                return hit.ValueSetString;
            case CacheSetFetchResponse.Miss:
                return [];
            case CacheSetFetchResponse.Error error:
                Log.NotRead(logger, error.ErrorCode);
                return null;
            default:
                return null;
        }
    }

    /// <returns>Whether Momento has it; when not, it may have it all the same.</returns>
    public async Task<bool> AddAsync(string tokenId)
    {
        var response = await cache.SetAddElementAsync(
            cacheName, setName, tokenId, CollectionTtl.Of(TimeToLive).WithRefreshTtlOnUpdates());
        if (response is CacheSetAddElementResponse.Error error)
        {
            Log.NotChanged(logger, error.ErrorCode);
        }

        return response is CacheSetAddElementResponse.Success;
    }

    /// <returns>Whether Momento no longer has it; when not, it may be gone all the same.</returns>
    public async Task<bool> RemoveAsync(string tokenId)
    {
        var response = await cache.SetRemoveElementAsync(cacheName, setName, tokenId);
        if (response is CacheSetRemoveElementResponse.Error error)
        {
            Log.NotChanged(logger, error.ErrorCode);
        }

        return response is CacheSetRemoveElementResponse.Success;
    }

    /// <summary>Lets the set live on, without reading or writing what is in it: a removed id cannot come back by this.</summary>
    public async Task KeepAsync()
    {
        if (await cache.UpdateTtlAsync(cacheName, setName, TimeToLive) is CacheUpdateTtlResponse.Error error)
        {
            Log.NotKept(logger, error.ErrorCode);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The deny list was not read: {ErrorCode}.")]
        public static partial void NotRead(ILogger logger, MomentoErrorCode errorCode);

        [LoggerMessage(2, LogLevel.Error, "The deny list was not changed: {ErrorCode}.")]
        public static partial void NotChanged(ILogger logger, MomentoErrorCode errorCode);

        [LoggerMessage(3, LogLevel.Warning, "The deny list's time to live was not renewed: {ErrorCode}. It lapses 24 hours after the last renewal.")]
        public static partial void NotKept(ILogger logger, MomentoErrorCode errorCode);
    }
}
