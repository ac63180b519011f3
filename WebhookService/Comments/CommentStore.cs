using System.Text.Json;
using Microsoft.Extensions.Options;
using Momento.Sdk;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Requests;
using Momento.Sdk.Responses;

namespace CourseComments.WebhookService.Comments;

/// <summary>A course's comments: a list in a Momento cache, the newest at the front.</summary>
internal sealed partial class CommentStore(
    ICacheClient cache, StoreMetrics metrics, IOptions<CommentOptions> options, ILogger<CommentStore> logger)
{
    private readonly CommentOptions _options = options.Value;

    /// <returns>Whether Momento has it.</returns>
    public async Task<bool> PushAsync(string courseId, Comment comment)
    {
        var element = JsonSerializer.SerializeToUtf8Bytes(comment, CommentJsonContext.Stored.Comment);
        var response = await cache.ListPushFrontAsync(
            _options.CacheName, courseId, element, _options.MaxPerCourse,
            CollectionTtl.Of(_options.TimeToLive).WithRefreshTtlOnUpdates());
        if (response is CacheListPushFrontResponse.Error error)
        {
            metrics.Failed("push", error.ErrorCode);
            Log.NotStored(logger, error.ErrorCode);
            return false;
        }

        return true;
    }

    /// <summary>The elements from <paramref name="start"/> up to, not including, <paramref name="end"/>, as they stand.</summary>
    /// <returns>Null when Momento is away.</returns>
    public async Task<IList<byte[]>?> FetchAsync(string courseId, int start, int end)
    {
        switch (await cache.ListFetchAsync(_options.CacheName, courseId, start, end))
        {
            case CacheListFetchResponse.Hit hit:
                return hit.ValueListByteArray;
            case CacheListFetchResponse.Miss:
                return [];
            case CacheListFetchResponse.Error error:
                metrics.Failed("fetch", error.ErrorCode);
                Log.NotRead(logger, error.ErrorCode);
                return null;
            case var unknown:
                throw new InvalidOperationException($"Momento answered with an unknown {unknown.GetType().Name}.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A comment was not stored: {ErrorCode}.")]
        public static partial void NotStored(ILogger logger, MomentoErrorCode errorCode);

        [LoggerMessage(2, LogLevel.Error, "Comments were not read: {ErrorCode}.")]
        public static partial void NotRead(ILogger logger, MomentoErrorCode errorCode);
    }
}
