using CourseComments.WebhookService.Storing;
using Microsoft.Extensions.Options;
using Momento.Sdk;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Requests;
using Momento.Sdk.Responses;

namespace CourseComments.WebhookService.Comments;

/// <summary>A course's comments: a list in a Momento cache, the newest at the front; and the claims and marks beside it.</summary>
internal sealed partial class CommentStore(
    ICacheClient cache, StoreMetrics metrics, IOptions<CommentOptions> options, ILogger<CommentStore> logger) : ICommentStore
{
    private readonly CommentOptions _options = options.Value;

    public async Task<bool> TrySetMarkAsync(string key, string value) =>
        await cache.SetIfNotExistsAsync(_options.CacheName, key, value, StoringOptions.MarksLive) switch
        {
            CacheSetIfNotExistsResponse.Stored => true,
            CacheSetIfNotExistsResponse.NotStored => false,
            var response => throw Failed("mark", (response as CacheSetIfNotExistsResponse.Error)?.ErrorCode),
        };

    public async Task<string?> GetMarkAsync(string key) => await cache.GetAsync(_options.CacheName, key) switch
    {
        CacheGetResponse.Hit hit => hit.ValueString,
        CacheGetResponse.Miss => null,
        var response => throw Failed("look", (response as CacheGetResponse.Error)?.ErrorCode),
    };

    public async Task<TimeSpan?> GetMarkAgeAsync(string key) => await cache.ItemGetTtlAsync(_options.CacheName, key) switch
    {
        CacheItemGetTtlResponse.Hit hit => StoringOptions.MarksLive - hit.Value,
        CacheItemGetTtlResponse.Miss => null,
        var response => throw Failed("look", (response as CacheItemGetTtlResponse.Error)?.ErrorCode),
    };

    public async Task<int> AppendAsync(string listName, IEnumerable<byte[]> elements) =>
        await cache.ListConcatenateBackAsync(
            _options.CacheName, listName, elements, ttl: CollectionTtl.Of(StoringOptions.MarksLive).WithRefreshTtlOnUpdates()) switch
        {
            CacheListConcatenateBackResponse.Success appended => appended.ListLength,
            var response => throw Failed("append", (response as CacheListConcatenateBackResponse.Error)?.ErrorCode),
        };

    public async Task PushAsync(string courseId, byte[] element)
    {
        var response = await cache.ListPushFrontAsync(
            _options.CacheName, courseId, element, _options.MaxPerCourse,
            CollectionTtl.Of(_options.TimeToLive).WithRefreshTtlOnUpdates());
        if (response is not CacheListPushFrontResponse.Success)
        {
            throw Failed("push", (response as CacheListPushFrontResponse.Error)?.ErrorCode);
        }
    }

    public async Task RemoveAsync(string courseId, byte[] element)
    {
        var response = await cache.ListRemoveValueAsync(_options.CacheName, courseId, element);
        if (response is not CacheListRemoveValueResponse.Success)
        {
            throw Failed("remove", (response as CacheListRemoveValueResponse.Error)?.ErrorCode);
        }
    }

    public async Task<IList<byte[]>> FetchAsync(string listName, int start, int end) =>
        await cache.ListFetchAsync(_options.CacheName, listName, start, end) switch
        {
            CacheListFetchResponse.Hit hit => hit.ValueListByteArray,
            CacheListFetchResponse.Miss => [],
            var response => throw Failed("fetch", (response as CacheListFetchResponse.Error)?.ErrorCode),
        };

    private StoreUnavailableException Failed(string operation, MomentoErrorCode? code)
    {
        var known = code ?? MomentoErrorCode.UNKNOWN_ERROR;
        metrics.Failed(operation, known);
        Log.Failed(logger, operation, known);
        return new StoreUnavailableException(operation);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Momento's cache did not confirm a {Operation}: {ErrorCode}.")]
        public static partial void Failed(ILogger logger, string operation, MomentoErrorCode errorCode);
    }
}
