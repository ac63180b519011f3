using Google.Protobuf;
using Microsoft.AspNetCore.Http.HttpResults;
using Momento.Emulator.Auth;
using Momento.Emulator.Caches;
using Momento.Emulator.Quotas;

namespace Momento.Emulator.HttpApi;

/// <summary>Single values of a cache.</summary>
internal static class CacheEndpoints
{
    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetAsync(
        string cache, HttpRequest request, CredentialResolver credentials, CallGuard guard, AccountQuotas quotas)
    {
        cache = request.Name(cache, 1);
        var credential = request.Authenticate(credentials);
        var key = request.Key();
        var store = guard.Open(credential, CacheAccess.Read, cache, key);
        var value = Find(store, key);
        quotas.Used(cache, key.Length + (value?.Length ?? 0));

        // What was read may not be written yet, and could still be lost.
        await store.Journal.WhenWrittenAsync();
        return value is null
            ? TypedResults.Problem("There is no item with this key", statusCode: StatusCodes.Status404NotFound, title: HttpApiErrors.KeyNotFound)
            : TypedResults.Bytes(value.ToByteArray(), "application/octet-stream");
    }

    public static async Task<NoContent> SetAsync(
        string cache, HttpRequest request, CredentialResolver credentials, CallGuard guard, AccountQuotas quotas)
    {
        cache = request.Name(cache, 1);
        var credential = request.Authenticate(credentials);
        var key = request.Key();
        var store = guard.Open(credential, CacheAccess.Write, cache, key);
        var timeToLive = request.Number("ttl_seconds") ?? throw MomentoErrors.InvalidArgument("ttl_seconds is needed");
        var value = await ByteString.FromStreamAsync(request.Body, request.HttpContext.RequestAborted);
        CacheLimits.CheckItem(key, value);
        quotas.Used(cache, key.Length + value.Length);
        Set(store, key, value, store.Clock.After(timeToLive * 1000ul));
        await store.Journal.WhenWrittenAsync();
        return TypedResults.NoContent();
    }

    public static async Task<NoContent> DeleteAsync(string cache, HttpRequest request, CredentialResolver credentials, CallGuard guard)
    {
        cache = request.Name(cache, 1);
        var credential = request.Authenticate(credentials);
        var key = request.Key();
        var store = guard.Open(credential, CacheAccess.Write, cache, key);
        Remove(store, key);
        await store.Journal.WhenWrittenAsync();
        return TypedResults.NoContent();
    }

    private static ByteString? Find(CacheStore store, ByteString key)
    {
        using var item = store.Lock(key);
        return item.Find<ScalarItem>()?.Value;
    }

    private static void Set(CacheStore store, ByteString key, ByteString value, long expiresAt)
    {
        using var item = store.Lock(key);
        item.Set(value, expiresAt);
    }

    private static void Remove(CacheStore store, ByteString key)
    {
        using var item = store.Lock(key);
        item.Remove();
    }
}
