using Google.Protobuf;
using Momento.Protocol.Cache;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Requests;
using Momento.Sdk.Responses;
using static Momento.Sdk.Internal.ArgumentCheck;
using static Momento.Sdk.Internal.DataCalls;

namespace Momento.Sdk;

public partial class CacheClient
{
    public Task<CacheDictionarySetFieldResponse> DictionarySetFieldAsync(
        string cacheName, string dictionaryName, byte[] field, byte[] value, CollectionTtl ttl = default) =>
        DictionarySetField(cacheName, dictionaryName, Bytes(field), Bytes(value), ttl);

    public Task<CacheDictionarySetFieldResponse> DictionarySetFieldAsync(
        string cacheName, string dictionaryName, string field, string value, CollectionTtl ttl = default) =>
        DictionarySetField(cacheName, dictionaryName, Bytes(field), Bytes(value), ttl);

    public Task<CacheDictionarySetFieldResponse> DictionarySetFieldAsync(
        string cacheName, string dictionaryName, string field, byte[] value, CollectionTtl ttl = default) =>
        DictionarySetField(cacheName, dictionaryName, Bytes(field), Bytes(value), ttl);

    public Task<CacheDictionaryGetFieldResponse> DictionaryGetFieldAsync(string cacheName, string dictionaryName, byte[] field) =>
        DictionaryGetField(cacheName, dictionaryName, Bytes(field));

    public Task<CacheDictionaryGetFieldResponse> DictionaryGetFieldAsync(string cacheName, string dictionaryName, string field) =>
        DictionaryGetField(cacheName, dictionaryName, Bytes(field));

    public Task<CacheDictionaryFetchResponse> DictionaryFetchAsync(string cacheName, string dictionaryName) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(dictionaryName),
        () => new DictionaryFetchRequest { DictionaryName = Bytes(dictionaryName) },
        _data.Client.DictionaryFetchAsync,
        CacheDictionaryFetchResponse (DictionaryFetchResponse reply) =>
            reply.Found is null ? new CacheDictionaryFetchResponse.Miss() : new CacheDictionaryFetchResponse.Hit(reply),
        e => new CacheDictionaryFetchResponse.Error(e));

    private static CacheDictionaryGetFieldResponse Answer(ByteString field, DictionaryGetResponse reply) => reply.Found?.Items switch
    {
        null => new CacheDictionaryGetFieldResponse.Miss(field),
        [] => new CacheDictionaryGetFieldResponse.Error(
            field, new UnknownException("The dictionary was found, and nothing said about the field.")),
        [{ Result: CacheResult.Miss }, ..] => new CacheDictionaryGetFieldResponse.Miss(field),
        [var item, ..] => new CacheDictionaryGetFieldResponse.Hit(field, item.CacheBody),
    };

    private Task<CacheDictionarySetFieldResponse> DictionarySetField(
        string cacheName, string dictionaryName, ByteString? field, ByteString? value, CollectionTtl ttl) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(dictionaryName).AndNotNull(field).AndNotNull(value),
        () => new DictionarySetRequest
        {
            DictionaryName = Bytes(dictionaryName),
            Items = { new DictionaryFieldValuePair { Field = field, Value = value } },
            RefreshTtl = ttl.RefreshTtl,
            TtlMilliseconds = _data.Milliseconds(ttl.Ttl),
        },
        _data.Client.DictionarySetAsync,
        CacheDictionarySetFieldResponse (DictionarySetResponse _) => new CacheDictionarySetFieldResponse.Success(),
        e => new CacheDictionarySetFieldResponse.Error(e));

    private Task<CacheDictionaryGetFieldResponse> DictionaryGetField(
        string cacheName, string dictionaryName, ByteString? field) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(dictionaryName).AndNotNull(field),
        () => new DictionaryGetRequest { DictionaryName = Bytes(dictionaryName), Fields = { field } },
        _data.Client.DictionaryGetAsync,
        (DictionaryGetResponse reply) => Answer(field!, reply),
        e => new CacheDictionaryGetFieldResponse.Error(field ?? ByteString.Empty, e));
}
