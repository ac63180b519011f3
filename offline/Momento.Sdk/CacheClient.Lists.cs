using Google.Protobuf;
using Momento.Protocol.Cache;
using Momento.Protocol.Common;
using Momento.Sdk.Requests;
using Momento.Sdk.Responses;
using static Momento.Sdk.Internal.ArgumentCheck;
using static Momento.Sdk.Internal.DataCalls;

namespace Momento.Sdk;

public partial class CacheClient
{
    public Task<CacheListPushFrontResponse> ListPushFrontAsync(
        string cacheName, string listName, byte[] value, int? truncateBackToSize = null, CollectionTtl ttl = default) =>
        ListPushFront(cacheName, listName, Bytes(value), truncateBackToSize, ttl);

    public Task<CacheListPushFrontResponse> ListPushFrontAsync(
        string cacheName, string listName, string value, int? truncateBackToSize = null, CollectionTtl ttl = default) =>
        ListPushFront(cacheName, listName, Bytes(value), truncateBackToSize, ttl);

    public Task<CacheListPushBackResponse> ListPushBackAsync(
        string cacheName, string listName, byte[] value, int? truncateFrontToSize = null, CollectionTtl ttl = default) =>
        ListPushBack(cacheName, listName, Bytes(value), truncateFrontToSize, ttl);

    public Task<CacheListPushBackResponse> ListPushBackAsync(
        string cacheName, string listName, string value, int? truncateFrontToSize = null, CollectionTtl ttl = default) =>
        ListPushBack(cacheName, listName, Bytes(value), truncateFrontToSize, ttl);

    public Task<CacheListConcatenateBackResponse> ListConcatenateBackAsync(
        string cacheName, string listName, IEnumerable<byte[]> values, int? truncateFrontToSize = null, CollectionTtl ttl = default) =>
        ListConcatenateBack(cacheName, listName, values?.Select(Bytes).ToList(), truncateFrontToSize, ttl);

    public Task<CacheListConcatenateBackResponse> ListConcatenateBackAsync(
        string cacheName, string listName, IEnumerable<string> values, int? truncateFrontToSize = null, CollectionTtl ttl = default) =>
        ListConcatenateBack(cacheName, listName, values?.Select(Bytes).ToList(), truncateFrontToSize, ttl);

    public Task<CacheListRemoveValueResponse> ListRemoveValueAsync(string cacheName, string listName, byte[] value) =>
        ListRemoveValue(cacheName, listName, Bytes(value));

    public Task<CacheListRemoveValueResponse> ListRemoveValueAsync(string cacheName, string listName, string value) =>
        ListRemoveValue(cacheName, listName, Bytes(value));

    public Task<CacheListFetchResponse> ListFetchAsync(
        string cacheName, string listName, int? startIndex = null, int? endIndex = null) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(listName).AndSlice(startIndex, endIndex),
        () =>
        {
            var request = new ListFetchRequest { ListName = Bytes(listName), UnboundedStart = new Unbounded(), UnboundedEnd = new Unbounded() };
            if (startIndex is { } start)
            {
                request.InclusiveStart = start;
            }

            if (endIndex is { } end)
            {
                request.ExclusiveEnd = end;
            }

            return request;
        },
        _data.Client.ListFetchAsync,
        CacheListFetchResponse (ListFetchResponse reply) =>
            reply.Found is null ? new CacheListFetchResponse.Miss() : new CacheListFetchResponse.Hit(reply),
        e => new CacheListFetchResponse.Error(e));

    public Task<CacheListRetainResponse> ListRetainAsync(
        string cacheName, string listName, int? startIndex = null, int? endIndex = null) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(listName).AndSlice(startIndex, endIndex),
        () =>
        {
            var request = new ListRetainRequest { ListName = Bytes(listName), UnboundedStart = new Unbounded(), UnboundedEnd = new Unbounded() };
            if (startIndex is { } start)
            {
                request.InclusiveStart = start;
            }

            if (endIndex is { } end)
            {
                request.ExclusiveEnd = end;
            }

            return request;
        },
        _data.Client.ListRetainAsync,
        CacheListRetainResponse (ListRetainResponse reply) => new CacheListRetainResponse.Success(reply),
        e => new CacheListRetainResponse.Error(e),
        idempotent: false);

    public Task<CacheListLengthResponse> ListLengthAsync(string cacheName, string listName) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(listName),
        () => new ListLengthRequest { ListName = Bytes(listName) },
        _data.Client.ListLengthAsync,
        CacheListLengthResponse (ListLengthResponse reply) => new CacheListLengthResponse.Success(reply),
        e => new CacheListLengthResponse.Error(e));

    private Task<CacheListPushFrontResponse> ListPushFront(
        string cacheName, string listName, ByteString? value, int? truncateBackToSize, CollectionTtl ttl) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(listName).AndNotNull(value).AndPositive(truncateBackToSize),
        () => new ListPushFrontRequest
        {
            ListName = Bytes(listName),
            Value = value,
            TruncateBackToSize = (uint)(truncateBackToSize ?? 0),
            RefreshTtl = ttl.RefreshTtl,
            TtlMilliseconds = _data.Milliseconds(ttl.Ttl),
        },
        _data.Client.ListPushFrontAsync,
        CacheListPushFrontResponse (ListPushFrontResponse reply) => new CacheListPushFrontResponse.Success(reply),
        e => new CacheListPushFrontResponse.Error(e),
        idempotent: false);

    private Task<CacheListPushBackResponse> ListPushBack(
        string cacheName, string listName, ByteString? value, int? truncateFrontToSize, CollectionTtl ttl) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(listName).AndNotNull(value).AndPositive(truncateFrontToSize),
        () => new ListPushBackRequest
        {
            ListName = Bytes(listName),
            Value = value,
            TruncateFrontToSize = (uint)(truncateFrontToSize ?? 0),
            RefreshTtl = ttl.RefreshTtl,
            TtlMilliseconds = _data.Milliseconds(ttl.Ttl),
        },
        _data.Client.ListPushBackAsync,
        CacheListPushBackResponse (ListPushBackResponse reply) => new CacheListPushBackResponse.Success(reply),
        e => new CacheListPushBackResponse.Error(e),
        idempotent: false);

    private Task<CacheListConcatenateBackResponse> ListConcatenateBack(
        string cacheName, string listName, List<ByteString?>? values, int? truncateFrontToSize, CollectionTtl ttl) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(listName).AndNotNull(values).AndNoneNull(values).AndPositive(truncateFrontToSize),
        () => new ListConcatenateBackRequest
        {
            ListName = Bytes(listName),
            Values = { values },
            TruncateFrontToSize = (uint)(truncateFrontToSize ?? 0),
            RefreshTtl = ttl.RefreshTtl,
            TtlMilliseconds = _data.Milliseconds(ttl.Ttl),
        },
        _data.Client.ListConcatenateBackAsync,
        CacheListConcatenateBackResponse (ListConcatenateBackResponse reply) => new CacheListConcatenateBackResponse.Success(reply),
        e => new CacheListConcatenateBackResponse.Error(e),
        idempotent: false);

    private Task<CacheListRemoveValueResponse> ListRemoveValue(string cacheName, string listName, ByteString? value) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(listName).AndNotNull(value),
        () => new ListRemoveRequest { ListName = Bytes(listName), AllElementsWithValue = value },
        _data.Client.ListRemoveAsync,
        CacheListRemoveValueResponse (ListRemoveResponse reply) => new CacheListRemoveValueResponse.Success(reply),
        e => new CacheListRemoveValueResponse.Error(e));
}
