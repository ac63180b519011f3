using Grpc.Core;
using Momento.Sdk.Auth;
using Momento.Sdk.Internal;
using Momento.Sdk.Responses;
using Proto = Momento.Protocol.Control;

namespace Momento.Sdk;

/// <inheritdoc cref="ICacheClient"/>
public partial class CacheClient : ICacheClient
{
    private readonly ControlCalls _control;
    private readonly DataCalls _data;

    /// <param name="defaultTtl">Lifetime of what is stored without one of its own.</param>
    public CacheClient(Config.IConfiguration config, ICredentialProvider authProvider, TimeSpan defaultTtl)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(defaultTtl, TimeSpan.Zero);
        _control = new(config, authProvider);
        _data = new(config, authProvider, defaultTtl);
    }

    public Task<CreateCacheResponse> CreateCacheAsync(string cacheName) => ControlCalls.SendAsync(
        ControlCalls.CheckName(cacheName),
        options => _control.Client.CreateCacheAsync(new Proto.CreateCacheRequest { CacheName = cacheName }, options),
        CreateCacheResponse (_) => new CreateCacheResponse.Success(),
        e => e.TransportDetails?.Grpc.Code is StatusCode.AlreadyExists
            ? new CreateCacheResponse.CacheAlreadyExists()
            : new CreateCacheResponse.Error(e));

    public Task<DeleteCacheResponse> DeleteCacheAsync(string cacheName) => ControlCalls.SendAsync(
        ControlCalls.CheckName(cacheName),
        options => _control.Client.DeleteCacheAsync(new Proto.DeleteCacheRequest { CacheName = cacheName }, options),
        DeleteCacheResponse (_) => new DeleteCacheResponse.Success(),
        e => new DeleteCacheResponse.Error(e));

    public Task<ListCachesResponse> ListCachesAsync() => ControlCalls.SendAsync(
        default,
        options => _control.Client.ListCachesAsync(new Proto.ListCachesRequest(), options),
        ListCachesResponse (reply) => new ListCachesResponse.Success(reply),
        e => new ListCachesResponse.Error(e));

    public void Dispose()
    {
        _control.Dispose();
        _data.Dispose();
        GC.SuppressFinalize(this);
    }
}
