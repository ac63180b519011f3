using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Emulator.Persistence;
using Momento.Protocol.Cache;

namespace Momento.Emulator.Caches;

/// <summary>Lists: several values at an end, one taken from an end, ranges cut out.</summary>
internal sealed partial class CacheService
{
    public override Task<ListConcatenateFrontResponse> ListConcatenateFront(ListConcatenateFrontRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.ListName);
        RequireElements(request.Values);
        var expiresAt = cache.Clock.After(request.TtlMilliseconds);
        using var item = cache.Lock(request.ListName);
        var list = item.FindOrAdd<ListItem>(expiresAt, request.RefreshTtl);
        PushFront(item, list, [.. request.Values.Reverse()], request.TruncateBackToSize);
        return Task.FromResult(new ListConcatenateFrontResponse { ListLength = list.Length });
    }

    public override Task<ListConcatenateBackResponse> ListConcatenateBack(ListConcatenateBackRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.ListName);
        RequireElements(request.Values);
        var expiresAt = cache.Clock.After(request.TtlMilliseconds);
        using var item = cache.Lock(request.ListName);
        var list = item.FindOrAdd<ListItem>(expiresAt, request.RefreshTtl);
        PushBack(item, list, request.Values, request.TruncateFrontToSize);
        return Task.FromResult(new ListConcatenateBackResponse { ListLength = list.Length });
    }

    /// <summary>A conditional write, as its answer tells what was stored.</summary>
    public override Task<ListPopFrontResponse> ListPopFront(ListPopFrontRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.ConditionalWrite, request.ListName);
        using var item = cache.Lock(request.ListName);
        if (item.Find<ListItem>() is not { } list)
        {
            return Task.FromResult(new ListPopFrontResponse { Missing = new Missing() });
        }

        var front = list.Values[0];
        list.Values.RemoveFront(1);
        if (item.IsJournaled)
        {
            item.Record(list, new ItemChange { List = new() { CutFront = 1 } });
        }

        return Task.FromResult(new ListPopFrontResponse { Found = new() { Front = front, ListLength = Remaining(item, list).ListLength } });
    }

    /// <summary>A conditional write, as its answer tells what was stored.</summary>
    public override Task<ListPopBackResponse> ListPopBack(ListPopBackRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.ConditionalWrite, request.ListName);
        using var item = cache.Lock(request.ListName);
        if (item.Find<ListItem>() is not { } list)
        {
            return Task.FromResult(new ListPopBackResponse { Missing = new Missing() });
        }

        var back = list.Values[^1];
        list.Values.RemoveBack(1);
        if (item.IsJournaled)
        {
            item.Record(list, new ItemChange { List = new() { CutBack = 1 } });
        }

        return Task.FromResult(new ListPopBackResponse { Found = new() { Back = back, ListLength = Remaining(item, list).ListLength } });
    }

    public override Task<ListEraseResponse> ListErase(ListEraseRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.ListName);
        if (request.EraseCase == ListEraseRequest.EraseOneofCase.None)
        {
            throw MomentoErrors.InvalidArgument("What to erase must be said");
        }

        using var item = cache.Lock(request.ListName);
        if (item.Find<ListItem>() is not { } list)
        {
            return Task.FromResult(new ListEraseResponse { Missing = new Missing() });
        }

        ListRange[] ranges = request.Some is { } some
            ? [.. some.Ranges.Select(range => ListRange.Resolve(range.BeginIndex, range.Count, list.Values.Count))]
            : [new ListRange(0, list.Values.Count)];
        list.Values.RemoveRanges(ranges);
        if (item.IsJournaled)
        {
            item.Record(list, new ItemChange { List = new() { Erased = { ranges.Select(Recorded) } } });
        }

        return Task.FromResult(new ListEraseResponse { Found = Remaining(item, list) });
    }

    private static ErasedRange Recorded(ListRange range) => new() { Start = (uint)range.Start, End = (uint)range.End };
}
