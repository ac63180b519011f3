using Momento.Sdk.Requests;
using Momento.Sdk.Responses;

namespace Momento.Sdk;

/// <summary>Caches, and the items and collections in them. Methods do not throw: each has an <c>Error</c> response.</summary>
public interface ICacheClient : IDisposable
{
    Task<CreateCacheResponse> CreateCacheAsync(string cacheName);

    Task<DeleteCacheResponse> DeleteCacheAsync(string cacheName);

    Task<ListCachesResponse> ListCachesAsync();

    Task<CacheSetResponse> SetAsync(string cacheName, byte[] key, byte[] value, TimeSpan? ttl = null);

    Task<CacheSetResponse> SetAsync(string cacheName, string key, byte[] value, TimeSpan? ttl = null);

    Task<CacheSetResponse> SetAsync(string cacheName, string key, string value, TimeSpan? ttl = null);

    Task<CacheGetResponse> GetAsync(string cacheName, byte[] key);

    Task<CacheGetResponse> GetAsync(string cacheName, string key);

    Task<CacheDeleteResponse> DeleteAsync(string cacheName, byte[] key);

    Task<CacheDeleteResponse> DeleteAsync(string cacheName, string key);

    Task<CacheUpdateTtlResponse> UpdateTtlAsync(string cacheName, byte[] key, TimeSpan ttl);

    Task<CacheUpdateTtlResponse> UpdateTtlAsync(string cacheName, string key, TimeSpan ttl);

    Task<CacheItemGetTtlResponse> ItemGetTtlAsync(string cacheName, byte[] key);

    Task<CacheItemGetTtlResponse> ItemGetTtlAsync(string cacheName, string key);

    Task<CacheSetIfNotExistsResponse> SetIfNotExistsAsync(string cacheName, string key, string value, TimeSpan? ttl = null);

    Task<CacheSetIfNotExistsResponse> SetIfNotExistsAsync(string cacheName, byte[] key, string value, TimeSpan? ttl = null);

    Task<CacheSetIfNotExistsResponse> SetIfNotExistsAsync(string cacheName, string key, byte[] value, TimeSpan? ttl = null);

    Task<CacheSetIfNotExistsResponse> SetIfNotExistsAsync(string cacheName, byte[] key, byte[] value, TimeSpan? ttl = null);

    Task<CacheDictionarySetFieldResponse> DictionarySetFieldAsync(
        string cacheName, string dictionaryName, byte[] field, byte[] value, CollectionTtl ttl = default);

    Task<CacheDictionarySetFieldResponse> DictionarySetFieldAsync(
        string cacheName, string dictionaryName, string field, string value, CollectionTtl ttl = default);

    Task<CacheDictionarySetFieldResponse> DictionarySetFieldAsync(
        string cacheName, string dictionaryName, string field, byte[] value, CollectionTtl ttl = default);

    Task<CacheDictionaryGetFieldResponse> DictionaryGetFieldAsync(string cacheName, string dictionaryName, byte[] field);

    Task<CacheDictionaryGetFieldResponse> DictionaryGetFieldAsync(string cacheName, string dictionaryName, string field);

    Task<CacheDictionaryFetchResponse> DictionaryFetchAsync(string cacheName, string dictionaryName);

    Task<CacheSetAddElementResponse> SetAddElementAsync(
        string cacheName, string setName, byte[] element, CollectionTtl ttl = default);

    Task<CacheSetAddElementResponse> SetAddElementAsync(
        string cacheName, string setName, string element, CollectionTtl ttl = default);

    Task<CacheSetAddElementsResponse> SetAddElementsAsync(
        string cacheName, string setName, IEnumerable<byte[]> elements, CollectionTtl ttl = default);

    Task<CacheSetAddElementsResponse> SetAddElementsAsync(
        string cacheName, string setName, IEnumerable<string> elements, CollectionTtl ttl = default);

    Task<CacheSetRemoveElementResponse> SetRemoveElementAsync(string cacheName, string setName, byte[] element);

    Task<CacheSetRemoveElementResponse> SetRemoveElementAsync(string cacheName, string setName, string element);

    Task<CacheSetFetchResponse> SetFetchAsync(string cacheName, string setName);

    Task<CacheListPushFrontResponse> ListPushFrontAsync(
        string cacheName, string listName, byte[] value, int? truncateBackToSize = null, CollectionTtl ttl = default);

    Task<CacheListPushFrontResponse> ListPushFrontAsync(
        string cacheName, string listName, string value, int? truncateBackToSize = null, CollectionTtl ttl = default);

    Task<CacheListPushBackResponse> ListPushBackAsync(
        string cacheName, string listName, byte[] value, int? truncateFrontToSize = null, CollectionTtl ttl = default);

    Task<CacheListPushBackResponse> ListPushBackAsync(
        string cacheName, string listName, string value, int? truncateFrontToSize = null, CollectionTtl ttl = default);

    Task<CacheListConcatenateBackResponse> ListConcatenateBackAsync(
        string cacheName, string listName, IEnumerable<byte[]> values, int? truncateFrontToSize = null, CollectionTtl ttl = default);

    Task<CacheListConcatenateBackResponse> ListConcatenateBackAsync(
        string cacheName, string listName, IEnumerable<string> values, int? truncateFrontToSize = null, CollectionTtl ttl = default);

    /// <param name="startIndex">Inclusive; negative counts from the end.</param>
    /// <param name="endIndex">Exclusive; negative counts from the end.</param>
    Task<CacheListFetchResponse> ListFetchAsync(string cacheName, string listName, int? startIndex = null, int? endIndex = null);

    Task<CacheListRemoveValueResponse> ListRemoveValueAsync(string cacheName, string listName, byte[] value);

    Task<CacheListRemoveValueResponse> ListRemoveValueAsync(string cacheName, string listName, string value);

    /// <summary>The one that throws, in the real client too: when there is no such list.</summary>
    /// <inheritdoc cref="ListFetchAsync"/>
    Task<CacheListRetainResponse> ListRetainAsync(string cacheName, string listName, int? startIndex = null, int? endIndex = null);

    Task<CacheListLengthResponse> ListLengthAsync(string cacheName, string listName);
}
