using Google.Protobuf;
using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Protocol.Cache;
using static Momento.Protocol.Cache.ItemGetTypeResponse.Types;

namespace Momento.Emulator.Caches;

internal sealed partial class CacheService
{
    // Answers without content are shared: messages are only ever read once they are sent.
    private static readonly Task<GetResponse> ItemMissing = Task.FromResult(new GetResponse { Result = CacheResult.Miss });
    private static readonly Task<SetResponse> ItemSet = Task.FromResult(new SetResponse { Result = CacheResult.Ok });
    private static readonly Task<DeleteResponse> ItemDeleted = Task.FromResult(new DeleteResponse());

    private static readonly Task<SetIfResponse> ItemStored = Task.FromResult(new SetIfResponse { Stored = new Stored() });
    private static readonly Task<SetIfResponse> ItemNotStored = Task.FromResult(new SetIfResponse { NotStored = new NotStored() });

    private static readonly Task<SetIfNotExistsResponse> NewItemStored =
        Task.FromResult(new SetIfNotExistsResponse { Stored = new Stored() });

    private static readonly Task<SetIfNotExistsResponse> NewItemNotStored =
        Task.FromResult(new SetIfNotExistsResponse { NotStored = new NotStored() });

    public override Task<GetResponse> Get(GetRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.CacheKey);
        using var item = cache.Lock(request.CacheKey);
        return item.Find<ScalarItem>() is { } scalar
            ? Task.FromResult(new GetResponse { Result = CacheResult.Hit, CacheBody = scalar.Value })
            : ItemMissing;
    }

    public override Task<SetResponse> Set(SetRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.CacheKey);
        CacheLimits.CheckItem(request.CacheKey, request.CacheBody);
        var expiresAt = cache.Clock.After(request.TtlMilliseconds);
        using var item = cache.Lock(request.CacheKey);
        item.Set(request.CacheBody, expiresAt);
        return ItemSet;
    }

    public override Task<SetIfResponse> SetIf(SetIfRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.ConditionalWrite, request.CacheKey);
        CacheLimits.CheckItem(request.CacheKey, request.CacheBody);
        var expiresAt = cache.Clock.After(request.TtlMilliseconds);
        using var item = cache.Lock(request.CacheKey);
        if (!Holds(request, item.Find()))
        {
            return ItemNotStored;
        }

        item.Set(request.CacheBody, expiresAt);
        return ItemStored;
    }

    public override Task<SetIfNotExistsResponse> SetIfNotExists(SetIfNotExistsRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.ConditionalWrite, request.CacheKey);
        CacheLimits.CheckItem(request.CacheKey, request.CacheBody);
        var expiresAt = cache.Clock.After(request.TtlMilliseconds);
        using var item = cache.Lock(request.CacheKey);
        if (item.Find() is not null)
        {
            return NewItemNotStored;
        }

        item.Set(request.CacheBody, expiresAt);
        return NewItemStored;
    }

    public override Task<DeleteResponse> Delete(DeleteRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.CacheKey);
        using var item = cache.Lock(request.CacheKey);
        item.Remove();
        return ItemDeleted;
    }

    /// <summary>Needs no more than writing, though its answer tells what is stored: as with the length of a list pushed to.</summary>
    public override Task<IncrementResponse> Increment(IncrementRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.CacheKey);
        var expiresAt = cache.Clock.After(request.TtlMilliseconds);
        using var item = cache.Lock(request.CacheKey);
        var value = Counter.Add(item.Find<ScalarItem>()?.Value, request.Amount);
        item.Set(Counter.ToText(value), expiresAt);
        return Task.FromResult(new IncrementResponse { Value = value });
    }

    public override Task<ItemGetTypeResponse> ItemGetType(ItemGetTypeRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.CacheKey);
        using var key = cache.Lock(request.CacheKey);
        return Task.FromResult(key.Find() is { } item
            ? new ItemGetTypeResponse { Found = new() { ItemType = TypeOf(item) } }
            : new ItemGetTypeResponse { Missing = new Missing() });
    }

    private static ItemType TypeOf(CacheItem item) => item switch
    {
        ScalarItem => ItemType.Scalar,
        ListItem => ItemType.List,
        DictionaryItem => ItemType.Dictionary,
        SetItem => ItemType.Set,
        SortedSetItem => ItemType.SortedSet,
        _ => throw new InvalidOperationException($"An item of the unknown type {item.GetType().Name}."),
    };

    private static bool Holds(SetIfRequest request, CacheItem? stored) => request.ConditionCase switch
    {
        SetIfRequest.ConditionOneofCase.Present => stored is not null,
        SetIfRequest.ConditionOneofCase.Absent => stored is null,
        SetIfRequest.ConditionOneofCase.Equal => Equals(stored, request.Equal.ValueToCheck),
        SetIfRequest.ConditionOneofCase.NotEqual => !Equals(stored, request.NotEqual.ValueToCheck),
        SetIfRequest.ConditionOneofCase.PresentAndNotEqual =>
            stored is not null && !Equals(stored, request.PresentAndNotEqual.ValueToCheck),
        SetIfRequest.ConditionOneofCase.AbsentOrEqual =>
            stored is null || Equals(stored, request.AbsentOrEqual.ValueToCheck),
        _ => throw MomentoErrors.InvalidArgument("A condition is needed"),
    };

    /// <summary>A collection equals no value.</summary>
    private static bool Equals(CacheItem? stored, ByteString value) => stored is ScalarItem scalar && scalar.Value.Equals(value);
}
