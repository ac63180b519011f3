using Momento.Sdk.Auth.AccessControl;
using Momento.Sdk.Exceptions;
using Proto = Momento.Protocol.Permissions;

namespace Momento.Sdk.Internal;

/// <summary>Scopes as Momento's wire has them.</summary>
internal static class PermissionMapper
{
    public static Proto.PermissionSet Map(DisposableTokenScope scope) =>
        new() { Explicit = new() { Permissions = { scope.Permissions.Select(Map) } } };

    private static Proto.Permission Map(DisposableTokenPermission permission) => permission switch
    {
        DisposableToken.CacheItemPermission p => new() { Cache = WithItems(Map(p), p.CacheItemSelector) },
        DisposableToken.CachePermission p => new() { Cache = Map(p) },
        DisposableToken.TopicPermission p => new() { Topic = Map(p) },
        _ => throw Unknown("permission"),
    };

    private static Proto.CachePermission Map(DisposableToken.CachePermission permission)
    {
        var mapped = new Proto.CachePermission
        {
            Role = permission.Role switch
            {
                CacheRole.ReadWrite => Proto.CacheRole.ReadWrite,
                CacheRole.ReadOnly => Proto.CacheRole.ReadOnly,
                CacheRole.WriteOnly => Proto.CacheRole.WriteOnly,
                _ => throw Unknown("cache role"),
            },
        };
        switch (permission.CacheSelector)
        {
            case CacheSelector.SelectAllCaches:
                mapped.AllCaches = new();
                break;
            case CacheSelector.SelectByCacheName { CacheName: var name }:
                mapped.CacheSelector = new() { CacheName = name };
                break;
        }

        return mapped;
    }

    private static Proto.CachePermission WithItems(Proto.CachePermission mapped, CacheItemSelector items)
    {
        switch (items)
        {
            case CacheItemSelector.SelectAllCacheItems:
                mapped.AllItems = new();
                break;
            case CacheItemSelector.SelectByKey { CacheKey: var key }:
                mapped.ItemSelector = new() { Key = DataCalls.Bytes(key) };
                break;
            case CacheItemSelector.SelectByKeyPrefix { CacheKeyPrefix: var prefix }:
                mapped.ItemSelector = new() { KeyPrefix = DataCalls.Bytes(prefix) };
                break;
            default:
                throw Unknown("cache items");
        }

        return mapped;
    }

    private static Proto.TopicPermission Map(DisposableToken.TopicPermission permission)
    {
        var mapped = new Proto.TopicPermission
        {
            Role = permission.Role switch
            {
                TopicRole.PublishSubscribe => Proto.TopicRole.PublishSubscribe,
                TopicRole.PublishOnly => Proto.TopicRole.PublishOnly,
                TopicRole.SubscribeOnly => Proto.TopicRole.SubscribeOnly,
                _ => throw Unknown("topic role"),
            },
        };
        switch (permission.CacheSelector)
        {
            case CacheSelector.SelectAllCaches:
                mapped.AllCaches = new();
                break;
            case CacheSelector.SelectByCacheName { CacheName: var name }:
                mapped.CacheSelector = new() { CacheName = name };
                break;
            default:
                throw Unknown("caches");
        }

        switch (permission.TopicSelector)
        {
            case TopicSelector.SelectAllTopics:
                mapped.AllTopics = new();
                break;
            case TopicSelector.SelectByTopicName { TopicName: var name }:
                mapped.TopicSelector = new() { TopicName = name };
                break;
            case TopicSelector.SelectByTopicNamePrefix { TopicNamePrefix: var prefix }:
                mapped.TopicSelector = new() { TopicNamePrefix = prefix };
                break;
            default:
                throw Unknown("topics");
        }

        return mapped;
    }

    private static UnknownException Unknown(string what) => new($"Unrecognized {what} in a permission");
}
