using Google.Protobuf;
using Momento.Protocol.Cache;
using Momento.Sdk.Requests;
using Momento.Sdk.Responses;
using static Momento.Sdk.Internal.ArgumentCheck;
using static Momento.Sdk.Internal.DataCalls;

namespace Momento.Sdk;

public partial class CacheClient
{
    public Task<CacheSetAddElementResponse> SetAddElementAsync(
        string cacheName, string setName, byte[] element, CollectionTtl ttl = default) =>
        SetAddElement(cacheName, setName, Bytes(element), ttl);

    public Task<CacheSetAddElementResponse> SetAddElementAsync(
        string cacheName, string setName, string element, CollectionTtl ttl = default) =>
        SetAddElement(cacheName, setName, Bytes(element), ttl);

    public Task<CacheSetAddElementsResponse> SetAddElementsAsync(
        string cacheName, string setName, IEnumerable<byte[]> elements, CollectionTtl ttl = default) =>
        SetAddElements(cacheName, setName, elements?.Select(Bytes).ToList(), ttl);

    public Task<CacheSetAddElementsResponse> SetAddElementsAsync(
        string cacheName, string setName, IEnumerable<string> elements, CollectionTtl ttl = default) =>
        SetAddElements(cacheName, setName, elements?.Select(Bytes).ToList(), ttl);

    public Task<CacheSetRemoveElementResponse> SetRemoveElementAsync(string cacheName, string setName, byte[] element) =>
        SetRemoveElement(cacheName, setName, Bytes(element));

    public Task<CacheSetRemoveElementResponse> SetRemoveElementAsync(string cacheName, string setName, string element) =>
        SetRemoveElement(cacheName, setName, Bytes(element));

    public Task<CacheSetFetchResponse> SetFetchAsync(string cacheName, string setName) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(setName),
        () => new SetFetchRequest { SetName = Bytes(setName) },
        _data.Client.SetFetchAsync,
        CacheSetFetchResponse (SetFetchResponse reply) =>
            reply.Found is null ? new CacheSetFetchResponse.Miss() : new CacheSetFetchResponse.Hit(reply),
        e => new CacheSetFetchResponse.Error(e));

    private Task<CacheSetAddElementResponse> SetAddElement(
        string cacheName, string setName, ByteString? element, CollectionTtl ttl) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(setName).AndNotNull(element),
        () => new SetUnionRequest
        {
            SetName = Bytes(setName),
            Elements = { element },
            RefreshTtl = ttl.RefreshTtl,
            TtlMilliseconds = _data.Milliseconds(ttl.Ttl),
        },
        _data.Client.SetUnionAsync,
        CacheSetAddElementResponse (SetUnionResponse _) => new CacheSetAddElementResponse.Success(),
        e => new CacheSetAddElementResponse.Error(e));

    private Task<CacheSetAddElementsResponse> SetAddElements(
        string cacheName, string setName, List<ByteString?>? elements, CollectionTtl ttl) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(setName).AndNotNull(elements).AndNoneNull(elements),
        () => new SetUnionRequest
        {
            SetName = Bytes(setName),
            Elements = { elements },
            RefreshTtl = ttl.RefreshTtl,
            TtlMilliseconds = _data.Milliseconds(ttl.Ttl),
        },
        _data.Client.SetUnionAsync,
        CacheSetAddElementsResponse (SetUnionResponse _) => new CacheSetAddElementsResponse.Success(),
        e => new CacheSetAddElementsResponse.Error(e));

    private Task<CacheSetRemoveElementResponse> SetRemoveElement(string cacheName, string setName, ByteString? element) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(setName).AndNotNull(element),
        () => new SetDifferenceRequest
        {
            SetName = Bytes(setName),
            Subtrahend = new() { Set = new() { Elements = { element } } },
        },
        _data.Client.SetDifferenceAsync,
        CacheSetRemoveElementResponse (SetDifferenceResponse _) => new CacheSetRemoveElementResponse.Success(),
        e => new CacheSetRemoveElementResponse.Error(e));
}
