using Google.Protobuf;
using Momento.Protocol.Permissions;

namespace Momento.Emulator.Auth;

/// <summary>The explicit permissions of a key or token, checked as Momento checks them when it mints one.</summary>
internal sealed class PermissionGrants
{
    private const int MaximumCount = 20;

    private readonly HashSet<(Permission.KindOneofCase Kind, string? Cache, SelectorMatch Match, ByteString Selector)> _targets = [];

    public List<CacheGrant> Caches { get; } = [];

    public List<TopicGrant> Topics { get; } = [];

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: empty, too many, duplicate, conflicting or malformed.</exception>
    public static PermissionGrants Parse(ExplicitPermissions? permissions)
    {
        if (permissions is not { Permissions.Count: > 0 and <= MaximumCount })
        {
            throw MomentoErrors.InvalidArgument($"A key or token needs between 1 and {MaximumCount} permissions");
        }

        var grants = new PermissionGrants();
        foreach (var permission in permissions.Permissions)
        {
            grants.Add(permission);
        }

        return grants;
    }

    private void Add(Permission permission)
    {
        switch (permission.KindCase)
        {
            case Permission.KindOneofCase.Cache:
                Add(permission.Cache);
                break;
            case Permission.KindOneofCase.Topic:
                Add(permission.Topic);
                break;
            case Permission.KindOneofCase.Function:
                Check(permission.Function);
                break;
            default:
                throw MomentoErrors.InvalidArgument("A permission must be for caches, for topics or for functions");
        }
    }

    private void Add(CachePermission permission)
    {
        var cache = CacheName(permission.AllCaches, permission.CacheSelector);
        var (match, key) = permission.ItemSelector switch
        {
            null => (SelectorMatch.All, ByteString.Empty),
            { KindCase: CacheItemSelector.KindOneofCase.Key } item => (SelectorMatch.Exact, item.Key),
            { KindCase: CacheItemSelector.KindOneofCase.KeyPrefix } item => (SelectorMatch.Prefix, item.KeyPrefix),
            _ => throw MomentoErrors.InvalidArgument("An item selector must name a key or a key prefix"),
        };

        RequireKnownRole(permission.Role is CacheRole.ReadWrite or CacheRole.ReadOnly or CacheRole.WriteOnly);
        RequireUniqueTarget(Permission.KindOneofCase.Cache, cache, match, key);
        Caches.Add(new CacheGrant(permission.Role, cache, match, key));
    }

    private void Add(TopicPermission permission)
    {
        var cache = CacheName(permission.AllCaches, permission.CacheSelector);
        var (match, topic) = permission.TopicSelector switch
        {
            null => (SelectorMatch.All, ""),
            { KindCase: TopicSelector.KindOneofCase.TopicName } selector => (SelectorMatch.Exact, selector.TopicName),
            { KindCase: TopicSelector.KindOneofCase.TopicNamePrefix } selector => (SelectorMatch.Prefix, selector.TopicNamePrefix),
            _ => throw MomentoErrors.InvalidArgument("A topic selector must name a topic or a topic prefix"),
        };

        RequireKnownRole(permission.Role is TopicRole.PublishSubscribe or TopicRole.PublishOnly or TopicRole.SubscribeOnly);
        RequireUniqueTarget(Permission.KindOneofCase.Topic, cache, match, ByteString.CopyFromUtf8(topic));
        Topics.Add(new TopicGrant(permission.Role, cache, match, topic));
    }

    /// <summary>Well-formed, and without any use: there are no functions here.</summary>
    private void Check(FunctionPermission permission)
    {
        var cache = CacheName(permission.AllCaches, permission.CacheSelector);
        var (match, function) = permission.FunctionSelector switch
        {
            null => (SelectorMatch.All, ""),
            { KindCase: FunctionSelector.KindOneofCase.FunctionName } selector => (SelectorMatch.Exact, selector.FunctionName),
            { KindCase: FunctionSelector.KindOneofCase.FunctionNamePrefix } selector => (SelectorMatch.Prefix, selector.FunctionNamePrefix),
            _ => throw MomentoErrors.InvalidArgument("A function selector must name a function or a function prefix"),
        };

        RequireKnownRole(permission.Role is FunctionRole.Invoke);
        RequireUniqueTarget(Permission.KindOneofCase.Function, cache, match, ByteString.CopyFromUtf8(function));
    }

    private static string? CacheName(All? allCaches, CacheSelector? selector) => (allCaches, selector?.CacheName) switch
    {
        (not null, _) => null,
        (_, { } name) when !string.IsNullOrWhiteSpace(name) => name,
        _ => throw MomentoErrors.InvalidArgument("A permission must name a cache, or be for all caches"),
    };

    private static void RequireKnownRole(bool isKnown)
    {
        if (!isKnown)
        {
            throw MomentoErrors.InvalidArgument("A permission must have a role");
        }
    }

    /// <summary>Two permissions for the same target either say the same twice or contradict each other.</summary>
    private void RequireUniqueTarget(Permission.KindOneofCase kind, string? cache, SelectorMatch match, ByteString selector)
    {
        if (match != SelectorMatch.All && selector.IsEmpty)
        {
            throw MomentoErrors.InvalidArgument("A selector must not be empty");
        }

        if (!_targets.Add((kind, cache, match, selector)))
        {
            throw MomentoErrors.InvalidArgument("Permissions are duplicate or conflicting");
        }
    }
}
