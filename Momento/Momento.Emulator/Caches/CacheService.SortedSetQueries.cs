using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Protocol.Cache;
using static Momento.Protocol.Cache.SortedSetFetchRequest.Types;
using MaxCase = Momento.Protocol.Cache.SortedSetLengthByScoreRequest.MaxOneofCase;
using MinCase = Momento.Protocol.Cache.SortedSetLengthByScoreRequest.MinOneofCase;

namespace Momento.Emulator.Caches;

/// <summary>Sorted sets: what reads them.</summary>
internal sealed partial class CacheService
{
    public override Task<SortedSetFetchResponse> SortedSetFetch(SortedSetFetchRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.SetName);
        using var item = cache.Lock(request.SetName);
        if (item.Find<SortedSetItem>() is not { } set)
        {
            return Task.FromResult(new SortedSetFetchResponse { Missing = new Missing() });
        }

        var isDescending = request.Order == Order.Descending;
        var range = request.ByScore is { } byScore ? Within(byScore, set.Order, isDescending) : Within(request.ByIndex, set.Count);
        var elements = set.Order.Range(range.Start, range.End - range.Start, isDescending);
        return Task.FromResult(new SortedSetFetchResponse
        {
            Found = request.WithScores
                ? new() { ValuesWithScores = new() { Elements = { elements.Select(element => new SortedSetElement { Value = element.Value, Score = element.Score }) } } }
                : new() { Values = new() { Values_ = { elements.Select(element => element.Value) } } },
        });
    }

    public override Task<SortedSetGetScoreResponse> SortedSetGetScore(SortedSetGetScoreRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.SetName);
        using var item = cache.Lock(request.SetName);
        if (item.Find<SortedSetItem>() is not { } set)
        {
            return Task.FromResult(new SortedSetGetScoreResponse { Missing = new Missing() });
        }

        var found = new SortedSetGetScoreResponse.Types.Found();
        foreach (var value in request.Values)
        {
            found.Elements.Add(set.TryGetScore(value, out var score)
                ? new SortedSetGetScoreResponse.Types.Part { Result = CacheResult.Hit, Score = score }
                : new SortedSetGetScoreResponse.Types.Part { Result = CacheResult.Miss });
        }

        return Task.FromResult(new SortedSetGetScoreResponse { Found = found });
    }

    public override Task<SortedSetGetRankResponse> SortedSetGetRank(SortedSetGetRankRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.SetName);
        using var item = cache.Lock(request.SetName);
        if (item.Find<SortedSetItem>() is not { } set)
        {
            return Task.FromResult(new SortedSetGetRankResponse { Missing = new Missing() });
        }

        if (!set.TryGetScore(request.Value, out var score))
        {
            return Task.FromResult(new SortedSetGetRankResponse { ElementRank = new() { Result = CacheResult.Miss } });
        }

        var rank = set.Order.RankOf(score, request.Value);
        var isDescending = request.Order == SortedSetGetRankRequest.Types.Order.Descending;
        return Task.FromResult(new SortedSetGetRankResponse
        {
            ElementRank = new() { Result = CacheResult.Hit, Rank = (ulong)(isDescending ? set.Count - 1 - rank : rank) },
        });
    }

    public override Task<SortedSetLengthResponse> SortedSetLength(SortedSetLengthRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.SetName);
        using var item = cache.Lock(request.SetName);
        return Task.FromResult(item.Find<SortedSetItem>() is { } set
            ? new SortedSetLengthResponse { Found = new() { Length = (uint)set.Count } }
            : new SortedSetLengthResponse { Missing = new Missing() });
    }

    public override Task<SortedSetLengthByScoreResponse> SortedSetLengthByScore(SortedSetLengthByScoreRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.SetName);
        using var item = cache.Lock(request.SetName);
        if (item.Find<SortedSetItem>()?.Order is not { } order)
        {
            return Task.FromResult(new SortedSetLengthByScoreResponse { Missing = new Missing() });
        }

        var low = request.MinCase switch
        {
            MinCase.InclusiveMin => order.CountBelow(request.InclusiveMin, inclusive: false),
            MinCase.ExclusiveMin => order.CountBelow(request.ExclusiveMin, inclusive: true),
            _ => 0,
        };
        var high = request.MaxCase switch
        {
            MaxCase.InclusiveMax => order.CountBelow(request.InclusiveMax, inclusive: true),
            MaxCase.ExclusiveMax => order.CountBelow(request.ExclusiveMax, inclusive: false),
            _ => order.Count,
        };
        return Task.FromResult(new SortedSetLengthByScoreResponse { Found = new() { Length = (uint)Math.Max(0, high - low) } });
    }

    private static ListRange Within(ByIndex? bounds, int count) => ListRange.Resolve(
        bounds is { HasInclusiveStartIndex: true } ? bounds.InclusiveStartIndex : null,
        bounds is { HasExclusiveEndIndex: true } ? bounds.ExclusiveEndIndex : null,
        count);

    /// <summary>The ranks, in the order asked for, of what lies within the scores.</summary>
    private static ListRange Within(ByScore bounds, ScoreIndex order, bool isDescending)
    {
        var low = bounds.MinScore is { } min ? order.CountBelow(min.Score, min.Exclusive) : 0;
        var high = bounds.MaxScore is { } max ? order.CountBelow(max.Score, !max.Exclusive) : order.Count;
        var first = isDescending ? order.Count - high : low;
        var end = first + Math.Max(0, high - low);
        var start = (int)Math.Min((long)first + bounds.Offset, end);
        return new ListRange(start, bounds.Count < 0 ? end : (int)Math.Min((long)start + bounds.Count, end));
    }
}
