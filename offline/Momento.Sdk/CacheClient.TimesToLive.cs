using Google.Protobuf;
using Momento.Protocol.Cache;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Responses;
using static Momento.Sdk.Internal.ArgumentCheck;
using static Momento.Sdk.Internal.DataCalls;

namespace Momento.Sdk;

public partial class CacheClient
{
    public Task<CacheUpdateTtlResponse> UpdateTtlAsync(string cacheName, byte[] key, TimeSpan ttl) => UpdateTtl(cacheName, Bytes(key), ttl);

    public Task<CacheUpdateTtlResponse> UpdateTtlAsync(string cacheName, string key, TimeSpan ttl) => UpdateTtl(cacheName, Bytes(key), ttl);

    public Task<CacheItemGetTtlResponse> ItemGetTtlAsync(string cacheName, byte[] key) => ItemGetTtl(cacheName, Bytes(key));

    public Task<CacheItemGetTtlResponse> ItemGetTtlAsync(string cacheName, string key) => ItemGetTtl(cacheName, Bytes(key));

    private Task<CacheUpdateTtlResponse> UpdateTtl(string cacheName, ByteString? key, TimeSpan ttl) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(key).AndPositive(ttl),
        () => new UpdateTtlRequest { CacheKey = key, OverwriteToMilliseconds = _data.Milliseconds(ttl) },
        _data.Client.UpdateTtlAsync,
        CacheUpdateTtlResponse (UpdateTtlResponse reply) => reply.ResultCase switch
        {
            UpdateTtlResponse.ResultOneofCase.Set => new CacheUpdateTtlResponse.Set(),
            UpdateTtlResponse.ResultOneofCase.Missing => new CacheUpdateTtlResponse.Miss(),
            _ => new CacheUpdateTtlResponse.Error(new UnknownException("An unconditional lifetime was neither set nor was there no item.")),
        },
        e => new CacheUpdateTtlResponse.Error(e),
        idempotent: false);

    private Task<CacheItemGetTtlResponse> ItemGetTtl(string cacheName, ByteString? key) => _data.SendAsync(
        cacheName,
        NotNull(cacheName).AndNotNull(key),
        () => new ItemGetTtlRequest { CacheKey = key },
        _data.Client.ItemGetTtlAsync,
        CacheItemGetTtlResponse (ItemGetTtlResponse reply) =>
            reply.Found is null ? new CacheItemGetTtlResponse.Miss() : new CacheItemGetTtlResponse.Hit(reply),
        e => new CacheItemGetTtlResponse.Error(e));
}
