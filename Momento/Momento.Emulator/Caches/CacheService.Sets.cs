using Google.Protobuf;
using Google.Protobuf.Collections;
using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Emulator.Persistence;
using Momento.Protocol.Cache;
using static Momento.Protocol.Cache.SetDifferenceRequest.Types;

namespace Momento.Emulator.Caches;

internal sealed partial class CacheService
{
    private static readonly Task<SetUnionResponse> ElementsAdded = Task.FromResult(new SetUnionResponse());

    private static readonly Task<SetDifferenceResponse> ElementsSubtracted =
        Task.FromResult(new SetDifferenceResponse { Found = new SetDifferenceResponse.Types.Found() });

    private static readonly Task<SetDifferenceResponse> NothingToSubtractFrom =
        Task.FromResult(new SetDifferenceResponse { Missing = new Missing() });

    public override Task<SetUnionResponse> SetUnion(SetUnionRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.SetName);
        var expiresAt = cache.Clock.After(request.TtlMilliseconds);
        RequireElements(request.Elements);
        using var item = cache.Lock(request.SetName);
        var set = item.FindOrAdd<SetItem>(expiresAt, request.RefreshTtl);
        set.Elements.AddRange(request.Elements);
        if (item.IsJournaled)
        {
            item.Record(set, new ItemChange { Set = new() { Added = { request.Elements } } });
        }

        return ElementsAdded;
    }

    public override Task<SetDifferenceResponse> SetDifference(SetDifferenceRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.SetName);
        RequireDifference(request);
        using var item = cache.Lock(request.SetName);
        if (item.Find<SetItem>() is not { } set)
        {
            return NothingToSubtractFrom;
        }

        Subtract(request, set);
        if (item.IsJournaled)
        {
            item.Record(set, new ItemChange { Set = Recorded(request, set) });
        }

        RemoveWhenEmpty(item, set);
        return ElementsSubtracted;
    }

    public override Task<SetFetchResponse> SetFetch(SetFetchRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.SetName);
        using var item = cache.Lock(request.SetName);
        return Task.FromResult(item.Find<SetItem>() is { } set
            ? new SetFetchResponse { Found = new() { Elements = { set.Elements } } }
            : new SetFetchResponse { Missing = new Missing() });
    }

    public override Task<SetContainsResponse> SetContains(SetContainsRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.SetName);
        using var item = cache.Lock(request.SetName);
        return Task.FromResult(item.Find<SetItem>() is { } set
            ? new SetContainsResponse { Found = new() { Contains = { request.Elements.Select(set.Elements.Contains) } } }
            : new SetContainsResponse { Missing = new Missing() });
    }

    public override Task<SetLengthResponse> SetLength(SetLengthRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.SetName);
        using var item = cache.Lock(request.SetName);
        return Task.FromResult(item.Find<SetItem>() is { } set
            ? new SetLengthResponse { Found = new() { Length = (uint)set.Elements.Count } }
            : new SetLengthResponse { Missing = new Missing() });
    }

    public override Task<SetSampleResponse> SetSample(SetSampleRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.SetName);
        using var item = cache.Lock(request.SetName);
        return Task.FromResult(item.Find<SetItem>() is { } set
            ? new SetSampleResponse { Found = new() { Elements = { set.Elements.Sample(request.Limit) } } }
            : new SetSampleResponse { Missing = new Missing() });
    }

    /// <summary>A conditional write, as its answer tells what was stored.</summary>
    public override Task<SetPopResponse> SetPop(SetPopRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.ConditionalWrite, request.SetName);
        using var item = cache.Lock(request.SetName);
        if (item.Find<SetItem>() is not { } set)
        {
            return Task.FromResult(new SetPopResponse { Missing = new Missing() });
        }

        var popped = set.Elements.Sample(request.Count);
        set.Elements.RemoveRange(popped);
        if (item.IsJournaled)
        {
            item.Record(set, new ItemChange { Set = new() { Removed = { popped } } });
        }

        RemoveWhenEmpty(item, set);
        return Task.FromResult(new SetPopResponse { Found = new() { Elements = { popped } } });
    }

    private static void RequireDifference(SetDifferenceRequest request)
    {
        if (request.DifferenceCase == SetDifferenceRequest.DifferenceOneofCase.None
            || request.Subtrahend is { SubtrahendSetCase: Subtrahend.SubtrahendSetOneofCase.None })
        {
            throw MomentoErrors.InvalidArgument("What to subtract must be said");
        }

        CheckElements(request.Minuend?.Elements ?? []);
    }

    private static void RequireElements(RepeatedField<ByteString> elements)
    {
        if (elements.Count == 0)
        {
            throw MomentoErrors.InvalidArgument("At least one element is needed");
        }

        CheckElements(elements);
    }

    private static void CheckElements(IEnumerable<ByteString> elements)
    {
        foreach (var element in elements)
        {
            CacheLimits.CheckElement(element);
        }
    }

    private static void Subtract(SetDifferenceRequest request, SetItem set)
    {
        if (request.Minuend is { } minuend)
        {
            var left = minuend.Elements.Where(element => !set.Elements.Contains(element)).ToList();
            set.Elements.Clear();
            set.Elements.AddRange(left);
        }
        else if (request.Subtrahend.Set is { } subtrahend)
        {
            set.Elements.RemoveRange(subtrahend.Elements);
        }
        else
        {
            set.Elements.Clear();
        }
    }

    /// <param name="request">What was subtracted.</param>
    /// <param name="set">What is left.</param>
    private static SetChange Recorded(SetDifferenceRequest request, SetItem set) => request.Subtrahend?.Set is { } subtrahend
        ? new SetChange { Removed = { subtrahend.Elements } }
        : new SetChange { Cleared = true, Added = { set.Elements } };

    /// <summary>A set without elements does not exist.</summary>
    private static void RemoveWhenEmpty(LockedKey item, SetItem set)
    {
        if (set.Elements.Count == 0)
        {
            item.Remove();
        }
    }
}
