using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Emulator.Persistence;
using Momento.Protocol.Cache;

namespace Momento.Emulator.Caches;

internal sealed partial class CacheService
{
    private static readonly Task<UpdateTtlResponse> TtlUpdated =
        Task.FromResult(new UpdateTtlResponse { Set = new UpdateTtlResponse.Types.Updated() });

    private static readonly Task<UpdateTtlResponse> TtlNotUpdated =
        Task.FromResult(new UpdateTtlResponse { NotSet = new UpdateTtlResponse.Types.NotUpdated() });

    private static readonly Task<UpdateTtlResponse> NothingToUpdate = Task.FromResult(new UpdateTtlResponse { Missing = new Missing() });

    public override Task<UpdateTtlResponse> UpdateTtl(UpdateTtlRequest request, ServerCallContext context)
    {
        var isConditional = request.UpdateTtlCase != UpdateTtlRequest.UpdateTtlOneofCase.OverwriteToMilliseconds;
        var cache = guard.Open(context, isConditional ? CacheAccess.ConditionalWrite : CacheAccess.Write, request.CacheKey);
        var expiresAt = cache.Clock.After(MillisecondsOf(request));
        using var key = cache.Lock(request.CacheKey);
        if (key.Find() is not { } item)
        {
            return NothingToUpdate;
        }

        if (!Holds(request, item.ExpiresAt, expiresAt))
        {
            return TtlNotUpdated;
        }

        item.ExpiresAt = expiresAt;
        if (key.IsJournaled)
        {
            key.Record(item, new ItemChange());
        }

        return TtlUpdated;
    }

    public override Task<ItemGetTtlResponse> ItemGetTtl(ItemGetTtlRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.CacheKey);
        using var key = cache.Lock(request.CacheKey);
        return Task.FromResult(key.Find() is { } item
            ? new ItemGetTtlResponse { Found = new() { RemainingTtlMillis = cache.Clock.MillisecondsUntil(item.ExpiresAt) } }
            : new ItemGetTtlResponse { Missing = new Missing() });
    }

    private static ulong MillisecondsOf(UpdateTtlRequest request) => request.UpdateTtlCase switch
    {
        UpdateTtlRequest.UpdateTtlOneofCase.IncreaseToMilliseconds => request.IncreaseToMilliseconds,
        UpdateTtlRequest.UpdateTtlOneofCase.DecreaseToMilliseconds => request.DecreaseToMilliseconds,
        UpdateTtlRequest.UpdateTtlOneofCase.OverwriteToMilliseconds => request.OverwriteToMilliseconds,
        _ => throw MomentoErrors.InvalidArgument("A time to live is needed"),
    };

    private static bool Holds(UpdateTtlRequest request, long stored, long asked) => request.UpdateTtlCase switch
    {
        UpdateTtlRequest.UpdateTtlOneofCase.IncreaseToMilliseconds => asked > stored,
        UpdateTtlRequest.UpdateTtlOneofCase.DecreaseToMilliseconds => asked < stored,
        _ => true,
    };
}
