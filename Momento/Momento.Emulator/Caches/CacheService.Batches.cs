using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Protocol.Cache;

namespace Momento.Emulator.Caches;

/// <summary>Many items in one call. Unless all may be and fit nothing is done, but each is an operation of its own.</summary>
internal sealed partial class CacheService
{
    public override async Task GetBatch(
        GetBatchRequest request, IServerStreamWriter<GetResponse> responseStream, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, [.. request.Items.Select(get => get.CacheKey)]);
        foreach (var get in request.Items)
        {
            var response = Read(cache, get);
            await cache.Journal.WhenWrittenAsync();
            await responseStream.WriteAsync(response, context.CancellationToken);
        }
    }

    public override async Task SetBatch(
        SetBatchRequest request, IServerStreamWriter<SetResponse> responseStream, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, [.. request.Items.Select(set => set.CacheKey)]);
        foreach (var set in request.Items)
        {
            CacheLimits.CheckItem(set.CacheKey, set.CacheBody);
            _ = cache.Clock.After(set.TtlMilliseconds);
        }

        foreach (var set in request.Items)
        {
            Write(cache, set);
        }

        await cache.Journal.WhenWrittenAsync();
        foreach (var _ in request.Items)
        {
            await responseStream.WriteAsync(new SetResponse { Result = CacheResult.Ok }, context.CancellationToken);
        }
    }

    /// <summary>At one moment for all keys.</summary>
    public override Task<KeysExistResponse> KeysExist(KeysExistRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.CacheKeys);
        using var items = cache.Lock(request.CacheKeys);
        var response = new KeysExistResponse { Exists = { Capacity = request.CacheKeys.Count } };
        foreach (var key in request.CacheKeys)
        {
            response.Exists.Add(items[key].Find() is not null);
        }

        return Task.FromResult(response);
    }

    /// <summary>An item of another type fails in its own answer, and the others are answered all the same.</summary>
    private static GetResponse Read(CacheStore cache, GetRequest get)
    {
        using var item = cache.Lock(get.CacheKey);
        return item.Find() switch
        {
            null => new GetResponse { Result = CacheResult.Miss },
            ScalarItem scalar => new GetResponse { Result = CacheResult.Hit, CacheBody = scalar.Value },
            _ => new GetResponse { Result = CacheResult.Invalid, Message = MomentoErrors.WrongType().Status.Detail },
        };
    }

    private static void Write(CacheStore cache, SetRequest set)
    {
        var expiresAt = cache.Clock.After(set.TtlMilliseconds);
        using var item = cache.Lock(set.CacheKey);
        item.Set(set.CacheBody, expiresAt);
    }
}
