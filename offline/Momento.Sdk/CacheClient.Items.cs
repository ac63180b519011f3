using Google.Protobuf;
using Momento.Protocol.Cache;
using Momento.Sdk.Responses;
using static Momento.Sdk.Internal.ArgumentCheck;
using static Momento.Sdk.Internal.DataCalls;

namespace Momento.Sdk;

public partial class CacheClient
{
    public Task<CacheGetResponse> GetAsync(string cacheName, byte[] key) => Get(cacheName, Bytes(key));

    public Task<CacheGetResponse> GetAsync(string cacheName, string key) => Get(cacheName, Bytes(key));

    public Task<CacheSetResponse> SetAsync(string cacheName, byte[] key, byte[] value, TimeSpan? ttl = null) =>
        Set(cacheName, Bytes(key), Bytes(value), ttl);

    public Task<CacheSetResponse> SetAsync(string cacheName, string key, byte[] value, TimeSpan? ttl = null) =>
        Set(cacheName, Bytes(key), Bytes(value), ttl);

    public Task<CacheSetResponse> SetAsync(string cacheName, string key, string value, TimeSpan? ttl = null) =>
        Set(cacheName, Bytes(key), Bytes(value), ttl);

    public Task<CacheSetIfNotExistsResponse> SetIfNotExistsAsync(string cacheName, string key, string value, TimeSpan? ttl = null) =>
        SetIfNotExists(cacheName, Bytes(key), Bytes(value), ttl);

    public Task<CacheSetIfNotExistsResponse> SetIfNotExistsAsync(string cacheName, byte[] key, string value, TimeSpan? ttl = null) =>
        SetIfNotExists(cacheName, Bytes(key), Bytes(value), ttl);

    public Task<CacheSetIfNotExistsResponse> SetIfNotExistsAsync(string cacheName, string key, byte[] value, TimeSpan? ttl = null) =>
        SetIfNotExists(cacheName, Bytes(key), Bytes(value), ttl);

    public Task<CacheSetIfNotExistsResponse> SetIfNotExistsAsync(string cacheName, byte[] key, byte[] value, TimeSpan? ttl = null) =>
        SetIfNotExists(cacheName, Bytes(key), Bytes(value), ttl);

    public Task<CacheDeleteResponse> DeleteAsync(string cacheName, byte[] key) => Delete(cacheName, Bytes(key));

    public Task<CacheDeleteResponse> DeleteAsync(string cacheName, string key) => Delete(cacheName, Bytes(key));

    private Task<CacheGetResponse> Get(string cacheName, ByteString? key) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(key),
        () => new GetRequest { CacheKey = key },
        _data.Client.GetAsync,
        CacheGetResponse (GetResponse reply) =>
            reply.Result is CacheResult.Miss ? new CacheGetResponse.Miss() : new CacheGetResponse.Hit(reply),
        e => new CacheGetResponse.Error(e));

    private Task<CacheSetResponse> Set(string cacheName, ByteString? key, ByteString? value, TimeSpan? ttl) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(key).AndNotNull(value).AndPositive(ttl),
        () => new SetRequest { CacheKey = key, CacheBody = value, TtlMilliseconds = _data.Milliseconds(ttl) },
        _data.Client.SetAsync,
        CacheSetResponse (SetResponse _) => new CacheSetResponse.Success(),
        e => new CacheSetResponse.Error(e));

    private Task<CacheSetIfNotExistsResponse> SetIfNotExists(
        string cacheName, ByteString? key, ByteString? value, TimeSpan? ttl) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(key).AndNotNull(value).AndPositive(ttl),
        () => new SetIfNotExistsRequest { CacheKey = key, CacheBody = value, TtlMilliseconds = _data.Milliseconds(ttl) },
        _data.Client.SetIfNotExistsAsync,
        CacheSetIfNotExistsResponse (SetIfNotExistsResponse reply) =>
            reply.Stored is not null ? new CacheSetIfNotExistsResponse.Stored() : new CacheSetIfNotExistsResponse.NotStored(),
        e => new CacheSetIfNotExistsResponse.Error(e),
        idempotent: false);

    private Task<CacheDeleteResponse> Delete(string cacheName, ByteString? key) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(key),
        () => new DeleteRequest { CacheKey = key },
        _data.Client.DeleteAsync,
        CacheDeleteResponse (DeleteResponse _) => new CacheDeleteResponse.Success(),
        e => new CacheDeleteResponse.Error(e));
}
