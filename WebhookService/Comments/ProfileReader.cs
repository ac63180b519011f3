using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Momento.Sdk;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Responses;

namespace CourseComments.WebhookService.Comments;

/// <summary>Display names, which TokenService writes into the cache; remembered for a moment.</summary>
internal sealed partial class ProfileReader(
    ICacheClient cache, IMemoryCache recent, TimeProvider time, IOptions<CommentOptions> options, ILogger<ProfileReader> logger)
{
    /// <summary>Storing the comment must still fit into the time that Momento waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <returns>Null when there is none, or when Momento does not say: a comment without a name is still a comment.</returns>
    public ValueTask<string?> GetDisplayNameAsync(string tokenId)
    {
        var key = $"user:{tokenId}";
        return recent.TryGetValue(key, out string? name) ? new(name) : new(LookUpAsync(key));
    }

    private async Task<string?> LookUpAsync(string key)
    {
        switch (await ReadAsync(key))
        {
            case CacheGetResponse.Hit hit:
                return Remember(key, hit.ValueString);
            case CacheGetResponse.Error error:
                Log.NotRead(logger, error.ErrorCode);
                return null;
            default:
                return null;
        }
    }

    /// <returns>Null when it takes too long.</returns>
    private async Task<CacheGetResponse?> ReadAsync(string key)
    {
        var reading = cache.GetAsync(options.Value.CacheName, key);
        try
        {
            return await reading.WaitAsync(Patience, time);
        }
        catch (System.TimeoutException)
        {
            Log.TooSlow(logger);
            return null;
        }
    }

    private string Remember(string key, string name)
    {
        var duration = options.Value.ProfileCacheDuration;
        return duration > TimeSpan.Zero
            ? recent.Set(key, name, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = duration, Size = 1 })
            : name;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A display name was not read: {ErrorCode}.")]
        public static partial void NotRead(ILogger logger, MomentoErrorCode errorCode);

        [LoggerMessage(2, LogLevel.Warning, "A display name was not read in time.")]
        public static partial void TooSlow(ILogger logger);
    }
}
