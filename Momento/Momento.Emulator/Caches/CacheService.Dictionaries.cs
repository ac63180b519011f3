using Google.Protobuf;
using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Emulator.Persistence;
using Momento.Protocol.Cache;

namespace Momento.Emulator.Caches;

internal sealed partial class CacheService
{
    private static readonly Task<DictionaryDeleteResponse> FieldsDeleted = Task.FromResult(new DictionaryDeleteResponse());
    private static readonly Task<DictionarySetResponse> FieldsSet = Task.FromResult(new DictionarySetResponse());

    public override Task<DictionarySetResponse> DictionarySet(DictionarySetRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.DictionaryName);
        var expiresAt = cache.Clock.After(request.TtlMilliseconds);
        if (request.Items.Count == 0)
        {
            throw MomentoErrors.InvalidArgument("At least one field is needed");
        }

        foreach (var field in request.Items)
        {
            RequireField(field.Field);
            CacheLimits.CheckElement(field.Value);
        }

        using var item = cache.Lock(request.DictionaryName);
        var dictionary = item.FindOrAdd<DictionaryItem>(expiresAt, request.RefreshTtl);
        foreach (var field in request.Items)
        {
            dictionary.Fields[field.Field] = field.Value;
        }

        if (item.IsJournaled)
        {
            item.Record(dictionary, new ItemChange { Dictionary = new() { Fields = { request.Items.Select(Recorded) } } });
        }

        return FieldsSet;
    }

    public override Task<DictionaryGetResponse> DictionaryGet(DictionaryGetRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.DictionaryName);
        foreach (var field in request.Fields)
        {
            RequireField(field);
        }

        using var item = cache.Lock(request.DictionaryName);
        if (item.Find<DictionaryItem>() is not { } dictionary)
        {
            return Task.FromResult(new DictionaryGetResponse { Missing = new Missing() });
        }

        var found = new DictionaryGetResponse.Types.Found();
        foreach (var field in request.Fields)
        {
            found.Items.Add(dictionary.Fields.TryGetValue(field, out var value)
                ? new DictionaryGetResponse.Types.Part { Result = CacheResult.Hit, CacheBody = value }
                : new DictionaryGetResponse.Types.Part { Result = CacheResult.Miss });
        }

        return Task.FromResult(new DictionaryGetResponse { Found = found });
    }

    public override Task<DictionaryFetchResponse> DictionaryFetch(DictionaryFetchRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.DictionaryName);
        using var item = cache.Lock(request.DictionaryName);
        if (item.Find<DictionaryItem>() is not { } dictionary)
        {
            return Task.FromResult(new DictionaryFetchResponse { Missing = new Missing() });
        }

        var found = new DictionaryFetchResponse.Types.Found { Items = { Capacity = dictionary.Fields.Count } };
        foreach (var (field, value) in dictionary.Fields)
        {
            found.Items.Add(new DictionaryFieldValuePair { Field = field, Value = value });
        }

        return Task.FromResult(new DictionaryFetchResponse { Found = found });
    }

    public override Task<DictionaryLengthResponse> DictionaryLength(DictionaryLengthRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Read, request.DictionaryName);
        using var item = cache.Lock(request.DictionaryName);
        return Task.FromResult(item.Find<DictionaryItem>() is { } dictionary
            ? new DictionaryLengthResponse { Found = new() { Length = (uint)dictionary.Fields.Count } }
            : new DictionaryLengthResponse { Missing = new Missing() });
    }

    public override Task<DictionaryIncrementResponse> DictionaryIncrement(DictionaryIncrementRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.DictionaryName);
        RequireField(request.Field);
        var expiresAt = cache.Clock.After(request.TtlMilliseconds);
        using var item = cache.Lock(request.DictionaryName);

        // First, so that nothing has changed when it fails.
        var value = Counter.Add(item.Find<DictionaryItem>()?.Fields.GetValueOrDefault(request.Field), request.Amount);
        var dictionary = item.FindOrAdd<DictionaryItem>(expiresAt, request.RefreshTtl);
        var text = Counter.ToText(value);
        dictionary.Fields[request.Field] = text;
        if (item.IsJournaled)
        {
            item.Record(dictionary, new ItemChange { Dictionary = new() { Fields = { new DictionaryField { Field = request.Field, Value = text } } } });
        }

        return Task.FromResult(new DictionaryIncrementResponse { Value = value });
    }

    public override Task<DictionaryDeleteResponse> DictionaryDelete(DictionaryDeleteRequest request, ServerCallContext context)
    {
        var cache = guard.Open(context, CacheAccess.Write, request.DictionaryName);
        if (request.DeleteCase == DictionaryDeleteRequest.DeleteOneofCase.None)
        {
            throw MomentoErrors.InvalidArgument("What to delete must be said");
        }

        using var item = cache.Lock(request.DictionaryName);
        if (item.Find<DictionaryItem>() is { } dictionary)
        {
            Delete(item, dictionary, request.Some?.Fields);
        }

        return FieldsDeleted;
    }

    /// <param name="item">The key.</param>
    /// <param name="dictionary">What it holds. Without fields it does not exist.</param>
    /// <param name="fields">Null for all.</param>
    private static void Delete(LockedKey item, DictionaryItem dictionary, ICollection<ByteString>? fields)
    {
        foreach (var field in fields ?? [])
        {
            dictionary.Fields.Remove(field);
        }

        if (fields is null || dictionary.Fields.Count == 0)
        {
            item.Remove();
        }
        else if (item.IsJournaled)
        {
            item.Record(dictionary, new ItemChange { Dictionary = new() { Removed = { fields } } });
        }
    }

    private static DictionaryField Recorded(DictionaryFieldValuePair field) => new() { Field = field.Field, Value = field.Value };

    private static void RequireField(ByteString field)
    {
        if (field.IsEmpty)
        {
            throw MomentoErrors.InvalidArgument("A field must not be empty");
        }
    }
}
