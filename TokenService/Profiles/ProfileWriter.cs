using CourseComments.TokenService.Tokens;
using Microsoft.Extensions.Options;
using Momento.Sdk;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Responses;

namespace CourseComments.TokenService.Profiles;

/// <summary>Writes the display name that WebhookService puts beside a learner's comments.</summary>
internal sealed partial class ProfileWriter(ICacheClient cache, IOptions<TokenOptions> options, ILogger<ProfileWriter> logger)
{
    /// <summary>Momento's longest; every new token writes the name again, long before.</summary>
    private static readonly TimeSpan TimeToLive = TimeSpan.FromHours(24);

    /// <returns>Whether it is written. A comment without a name is better than no comment, so failing is no error.</returns>
    public async Task<bool> TryWriteAsync(string tokenId, string displayName)
    {
        var response = await cache.SetAsync(options.Value.CacheName, $"user:{tokenId}", displayName, TimeToLive);
        if (response is CacheSetResponse.Error error)
        {
            Log.NotWritten(logger, error.ErrorCode);
            return false;
        }

        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A display name was not written: {ErrorCode}. It is tried again with the next request.")]
        public static partial void NotWritten(ILogger logger, MomentoErrorCode errorCode);
    }
}
