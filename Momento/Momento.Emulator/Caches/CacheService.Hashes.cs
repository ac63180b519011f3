using Google.Protobuf;
using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Protocol.Cache;
using Condition = Momento.Protocol.Cache.SetIfHashRequest.ConditionOneofCase;

namespace Momento.Emulator.Caches;

internal sealed partial class CacheService
{
    public override Task<GetWithHashResponse> GetWithHash(GetWithHashRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.CacheKey);
        using var item = cache.Lock(request.CacheKey);
        return Task.FromResult(item.Find<ScalarItem>() is { } scalar
            ? new GetWithHashResponse { Found = new() { Value = scalar.Value, Hash = ValueHash.Of(scalar.Value) } }
            : new GetWithHashResponse { Missing = new Missing() });
    }

    public override Task<SetIfHashResponse> SetIfHash(SetIfHashRequest request, ServerCallContext context)
    {
        var isConditional = request.ConditionCase != Condition.Unconditional;
        var cache = guard.Open(context, isConditional ? CacheAccess.ConditionalWrite : CacheAccess.Write, request.CacheKey);
        CacheLimits.CheckItem(request.CacheKey, request.CacheBody);
        var expiresAt = cache.Clock.After(request.TtlMilliseconds);
        using var item = cache.Lock(request.CacheKey);
        if (!Holds(request, item.Find()))
        {
            return Task.FromResult(new SetIfHashResponse { NotStored = new NotStored() });
        }

        item.Set(request.CacheBody, expiresAt);
        return Task.FromResult(new SetIfHashResponse { Stored = new() { NewHash = ValueHash.Of(request.CacheBody) } });
    }

    private static bool Holds(SetIfHashRequest request, CacheItem? stored) => request.ConditionCase switch
    {
        Condition.Unconditional => true,
        Condition.PresentAndHashEqual => HasHash(stored, request.PresentAndHashEqual.HashToCheck),
        Condition.PresentAndNotHashEqual => stored is not null && !HasHash(stored, request.PresentAndNotHashEqual.HashToCheck),
        Condition.AbsentOrHashEqual => stored is null || HasHash(stored, request.AbsentOrHashEqual.HashToCheck),
        Condition.AbsentOrNotHashEqual => !HasHash(stored, request.AbsentOrNotHashEqual.HashToCheck),
        _ => throw MomentoErrors.InvalidArgument("A condition is needed"),
    };

    /// <summary>A collection has no hash.</summary>
    private static bool HasHash(CacheItem? stored, ByteString hash) => stored is ScalarItem scalar && ValueHash.Of(scalar.Value).Equals(hash);
}
