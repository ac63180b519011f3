using Google.Protobuf;
using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Emulator.Persistence;
using Momento.Protocol.Cache;

namespace Momento.Emulator.Caches;

/// <summary>Sorted sets: what changes them.</summary>
internal sealed partial class CacheService
{
    private static readonly Task<SortedSetPutResponse> ElementsPut = Task.FromResult(new SortedSetPutResponse());
    private static readonly Task<SortedSetRemoveResponse> ElementsRemoved = Task.FromResult(new SortedSetRemoveResponse());

    public override Task<SortedSetPutResponse> SortedSetPut(SortedSetPutRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.SetName);
        var expiresAt = cache.Clock.After(request.TtlMilliseconds);
        if (request.Elements.Count == 0)
        {
            throw MomentoErrors.InvalidArgument("At least one element is needed");
        }

        foreach (var element in request.Elements)
        {
            CacheLimits.CheckElement(element.Value);
            RequireNumber(element.Score);
        }

        using var item = cache.Lock(request.SetName);
        var set = item.FindOrAdd<SortedSetItem>(expiresAt, request.RefreshTtl);
        foreach (var element in request.Elements)
        {
            set.Put(element.Value, element.Score);
        }

        if (item.IsJournaled)
        {
            item.Record(set, new ItemChange { SortedSet = new() { Put = { request.Elements.Select(element => Recorded(element.Value, element.Score)) } } });
        }

        return ElementsPut;
    }

    public override Task<SortedSetIncrementResponse> SortedSetIncrement(SortedSetIncrementRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.SetName);
        var expiresAt = cache.Clock.After(request.TtlMilliseconds);
        CacheLimits.CheckElement(request.Value);
        RequireNumber(request.Amount);
        using var item = cache.Lock(request.SetName);

        // First, so that nothing has changed when it fails.
        var score = item.Find<SortedSetItem>()?.Scores.GetValueOrDefault(request.Value) + request.Amount ?? request.Amount;
        if (double.IsNaN(score))
        {
            throw MomentoErrors.NotANumber();
        }

        var set = item.FindOrAdd<SortedSetItem>(expiresAt, request.RefreshTtl);
        set.Put(request.Value, score);
        if (item.IsJournaled)
        {
            item.Record(set, new ItemChange { SortedSet = new() { Put = { Recorded(request.Value, score) } } });
        }

        return Task.FromResult(new SortedSetIncrementResponse { Score = score });
    }

    public override Task<SortedSetRemoveResponse> SortedSetRemove(SortedSetRemoveRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.SetName);
        if (request.RemoveElementsCase == SortedSetRemoveRequest.RemoveElementsOneofCase.None)
        {
            throw MomentoErrors.InvalidArgument("What to remove must be said");
        }

        using var item = cache.Lock(request.SetName);
        if (item.Find<SortedSetItem>() is { } set)
        {
            Remove(item, set, request.Some?.Values);
        }

        return ElementsRemoved;
    }

    /// <summary>All sources and the destination are locked at once.</summary>
    public override Task<SortedSetUnionStoreResponse> SortedSetUnionStore(SortedSetUnionStoreRequest request, ServerCallContext context)
    {
        var sources = request.Sources.Select(source => source.SetName).ToList();
        var cache = guard.Open(context, CacheAccess.Write, request.SetName);
        _ = sources.Count == 0 ? cache : guard.Open(context, CacheAccess.Read, sources);
        var expiresAt = cache.Clock.After(request.TtlMilliseconds);
        var union = new SortedSetUnion(request);
        using var items = cache.Lock([.. sources, request.SetName]);
        foreach (var source in request.Sources)
        {
            union.Add(items[source.SetName].Find<SortedSetItem>(), source.Weight);
        }

        Store(items[request.SetName], union, expiresAt);
        return Task.FromResult(new SortedSetUnionStoreResponse { Length = (uint)union.Scores.Count });
    }

    private static void Store(LockedKey item, SortedSetUnion union, long expiresAt)
    {
        _ = item.Find<SortedSetItem>();
        if (union.Scores.Count == 0)
        {
            item.Remove();
            return;
        }

        var set = item.Replace<SortedSetItem>(expiresAt);
        foreach (var (value, score) in union.Scores)
        {
            set.Put(value, score);
        }

        if (item.IsJournaled)
        {
            item.Record(set, new ItemChange { SortedSet = new() { Put = { union.Scores.Select(element => Recorded(element.Key, element.Value)) } } });
        }
    }

    /// <param name="item">The key.</param>
    /// <param name="set">What it holds. Without elements it does not exist.</param>
    /// <param name="values">Null for all.</param>
    private static void Remove(LockedKey item, SortedSetItem set, ICollection<ByteString>? values)
    {
        foreach (var value in values ?? [])
        {
            set.Remove(value);
        }

        if (values is null || set.Count == 0)
        {
            item.Remove();
        }
        else if (item.IsJournaled)
        {
            item.Record(set, new ItemChange { SortedSet = new() { Removed = { values } } });
        }
    }

    private static ScoredElement Recorded(ByteString value, double score) => new() { Value = value, Score = score };

    private static void RequireNumber(double number)
    {
        if (double.IsNaN(number))
        {
            throw MomentoErrors.InvalidArgument("A score must be a number");
        }
    }
}
