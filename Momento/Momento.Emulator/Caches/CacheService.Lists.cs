using Google.Protobuf;
using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Emulator.Persistence;
using Momento.Protocol.Cache;

namespace Momento.Emulator.Caches;

internal sealed partial class CacheService
{
    public override Task<ListPushFrontResponse> ListPushFront(ListPushFrontRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.ListName);
        CacheLimits.CheckElement(request.Value);
        var expiresAt = cache.Clock.After(request.TtlMilliseconds);
        using var item = cache.Lock(request.ListName);
        var list = item.FindOrAdd<ListItem>(expiresAt, request.RefreshTtl);
        PushFront(item, list, [request.Value], request.TruncateBackToSize);
        return Task.FromResult(new ListPushFrontResponse { ListLength = list.Length });
    }

    public override Task<ListPushBackResponse> ListPushBack(ListPushBackRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.ListName);
        CacheLimits.CheckElement(request.Value);
        var expiresAt = cache.Clock.After(request.TtlMilliseconds);
        using var item = cache.Lock(request.ListName);
        var list = item.FindOrAdd<ListItem>(expiresAt, request.RefreshTtl);
        PushBack(item, list, [request.Value], request.TruncateFrontToSize);
        return Task.FromResult(new ListPushBackResponse { ListLength = list.Length });
    }

    public override Task<ListFetchResponse> ListFetch(ListFetchRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.ListName);
        using var item = cache.Lock(request.ListName);
        if (item.Find<ListItem>() is not { } list)
        {
            return Task.FromResult(new ListFetchResponse { Missing = new Missing() });
        }

        var range = ListRange.Resolve(
            request.HasInclusiveStart ? request.InclusiveStart : null,
            request.HasExclusiveEnd ? request.ExclusiveEnd : null,
            list.Values.Count);
        var found = new ListFetchResponse.Types.Found { Values = { Capacity = range.End - range.Start } };
        for (var index = range.Start; index < range.End; index++)
        {
            found.Values.Add(list.Values[index]);
        }

        return Task.FromResult(new ListFetchResponse { Found = found });
    }

    public override Task<ListLengthResponse> ListLength(ListLengthRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.ListName);
        using var item = cache.Lock(request.ListName);
        return Task.FromResult(item.Find<ListItem>() is { } list
            ? new ListLengthResponse { Found = new ListLengthResponse.Types.Found { Length = list.Length } }
            : new ListLengthResponse { Missing = new Missing() });
    }

    public override Task<ListRemoveResponse> ListRemove(ListRemoveRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.ListName);
        if (!request.HasAllElementsWithValue)
        {
            throw MomentoErrors.InvalidArgument("What to remove must be said");
        }

        using var item = cache.Lock(request.ListName);
        if (item.Find<ListItem>() is not { } list)
        {
            return Task.FromResult(new ListRemoveResponse { Missing = new Missing() });
        }

        list.Values.RemoveAll(request.AllElementsWithValue);
        if (item.IsJournaled)
        {
            item.Record(list, new ItemChange { List = new() { Removed = request.AllElementsWithValue } });
        }

        return Task.FromResult(new ListRemoveResponse { Found = Remaining(item, list) });
    }

    public override Task<ListRetainResponse> ListRetain(ListRetainRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.ListName);
        var refreshed = request.RefreshTtl ? cache.Clock.After(request.TtlMilliseconds) : (long?)null;
        using var item = cache.Lock(request.ListName);
        if (item.Find<ListItem>() is not { } list)
        {
            return Task.FromResult(new ListRetainResponse { Missing = new Missing() });
        }

        var range = ListRange.Resolve(
            request.HasInclusiveStart ? request.InclusiveStart : null,
            request.HasExclusiveEnd ? request.ExclusiveEnd : null,
            list.Values.Count);
        var excess = list.Values.Count - range.End;
        list.Values.RemoveBack(excess);
        list.Values.RemoveFront(range.Start);
        list.ExpiresAt = refreshed ?? list.ExpiresAt;
        if (item.IsJournaled)
        {
            item.Record(list, new ItemChange { List = new() { CutBack = (uint)excess, CutFront = (uint)range.Start } });
        }

        return Task.FromResult(new ListRetainResponse { Found = Remaining(item, list) });
    }

    /// <summary>Each in front of the one before, and then the back is cut off.</summary>
    private static void PushFront(LockedKey item, ListItem list, IReadOnlyList<ByteString> values, uint truncateBackToSize)
    {
        foreach (var value in values)
        {
            list.Values.PushFront(value);
        }

        var excess = Excess(list, truncateBackToSize);
        list.Values.RemoveBack(excess);
        if (item.IsJournaled)
        {
            item.Record(list, new ItemChange { List = new() { PushedFront = { values }, CutBack = (uint)excess } });
        }
    }

    /// <summary>Each behind the one before, and then the front is cut off.</summary>
    private static void PushBack(LockedKey item, ListItem list, IReadOnlyList<ByteString> values, uint truncateFrontToSize)
    {
        foreach (var value in values)
        {
            list.Values.PushBack(value);
        }

        var excess = Excess(list, truncateFrontToSize);
        list.Values.RemoveFront(excess);
        if (item.IsJournaled)
        {
            item.Record(list, new ItemChange { List = new() { PushedBack = { values }, CutFront = (uint)excess } });
        }
    }

    /// <param name="list">The list after the push.</param>
    /// <param name="truncateToSize">0: no limit.</param>
    private static int Excess(ListItem list, uint truncateToSize) =>
        truncateToSize == 0 ? 0 : (int)Math.Max(0, list.Values.Count - (long)truncateToSize);

    /// <summary>A list without elements does not exist.</summary>
    private static ListLengthFound Remaining(LockedKey item, ListItem list)
    {
        if (list.Values.Count == 0)
        {
            item.Remove();
        }

        return new ListLengthFound { ListLength = list.Length };
    }
}
