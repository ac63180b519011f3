using Google.Protobuf;
using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Emulator.Persistence;
using Momento.Protocol.Cache;

namespace Momento.Emulator.Caches;

internal sealed partial class CacheService
{
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

    private static DictionaryField Recorded(DictionaryFieldValuePair field) => new() { Field = field.Field, Value = field.Value };

    private static void RequireField(ByteString field)
    {
        if (field.IsEmpty)
        {
            throw MomentoErrors.InvalidArgument("A field must not be empty");
        }
    }
}
