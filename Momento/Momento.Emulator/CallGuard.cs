using Google.Protobuf;
using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Emulator.Caches;
using Momento.Emulator.Quotas;

namespace Momento.Emulator;

/// <summary>
/// The door of every call: who calls, are the names well-formed, is it permitted, does the cache exist; in this order,
/// so that a caller without permission does not learn which caches there are.
/// </summary>
internal sealed class CallGuard(CredentialResolver credentials, CacheRegistry caches, AccountQuotas quotas)
{
    private const string CacheHeader = "cache";

    /// <summary>For calls on an item. The cache is named in the metadata.</summary>
    public CacheStore Open(ServerCallContext context, CacheAccess access, ByteString key)
    {
        var headers = context.GetHttpContext().Request.Headers;
        var credential = credentials.Resolve(headers.Authorization.ToString());
        return Open(credential, access, headers[CacheHeader].ToString(), key);
    }

    public CacheStore Open(Credential credential, CacheAccess access, string cache, ByteString key)
    {
        RequireName(cache, "cache");
        return credential.Allows(access, cache, key) ? FindForItems(cache) : throw MomentoErrors.PermissionDenied();
    }

    /// <summary>For calls on several items at once, which are permitted when each is.</summary>
    public CacheStore Open(ServerCallContext context, CacheAccess access, IReadOnlyCollection<ByteString> keys)
    {
        var headers = context.GetHttpContext().Request.Headers;
        var credential = credentials.Resolve(headers.Authorization.ToString());
        var cache = RequireName(headers[CacheHeader].ToString(), "cache");
        var isPermitted = keys.Count == 0 ? credential.AllowsSome(access, cache) : keys.All(key => credential.Allows(access, cache, key));
        return isPermitted ? FindForItems(cache) : throw MomentoErrors.PermissionDenied();
    }

    /// <summary>For calls on a topic. The cache is named in the message.</summary>
    public CacheStore Open(
        ServerCallContext context, TopicAccess access, string cache, string topic, out Credential credential)
    {
        credential = Authenticate(context);
        return Open(credential, access, cache, topic);
    }

    public CacheStore Open(Credential credential, TopicAccess access, string cache, string topic)
    {
        RequireName(cache, "cache");
        RequireName(topic, "topic");
        if (!credential.Allows(access, cache, topic))
        {
            throw MomentoErrors.PermissionDenied();
        }

        var found = Find(cache);
        if (access == TopicAccess.Publish)
        {
            quotas.Publish(cache);
        }

        return found;
    }

    /// <summary>For calls that manage caches.</summary>
    public void RequireManagingCaches(ServerCallContext context)
    {
        if (!Authenticate(context).Has(Rights.ManageCaches))
        {
            throw MomentoErrors.PermissionDenied();
        }
    }

    public static string RequireName(string name, string kind) => string.IsNullOrWhiteSpace(name)
        ? throw MomentoErrors.InvalidArgument($"The {kind} name must not be empty")
        : name;

    private Credential Authenticate(ServerCallContext context) =>
        credentials.Resolve(context.GetHttpContext().Request.Headers.Authorization.ToString());

    private CacheStore FindForItems(string cache)
    {
        var found = Find(cache);
        quotas.CacheOperation(cache);
        return found;
    }

    private CacheStore Find(string cache) => caches.Find(cache) ?? throw MomentoErrors.CacheNotFound();
}
