using Momento.Protocol.Permissions;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Auth;

/// <summary>Permissions as SDKs write them.</summary>
internal static class TokenScopes
{
    public static Permission Cache(CacheRole role, string? cache = null, string? key = null, string? prefix = null)
    {
        var permission = new CachePermission { Role = role };
        if (cache is null)
        {
            permission.AllCaches = new All();
        }
        else
        {
            permission.CacheSelector = new CacheSelector { CacheName = cache };
        }

        if (key is not null)
        {
            permission.ItemSelector = new CacheItemSelector { Key = Bytes(key) };
        }
        else if (prefix is not null)
        {
            permission.ItemSelector = new CacheItemSelector { KeyPrefix = Bytes(prefix) };
        }
        else
        {
            permission.AllItems = new All();
        }

        return new Permission { Cache = permission };
    }

    public static Permission Topic(TopicRole role, string? cache = null, string? topic = null, string? prefix = null)
    {
        var permission = new TopicPermission { Role = role };
        if (cache is null)
        {
            permission.AllCaches = new All();
        }
        else
        {
            permission.CacheSelector = new CacheSelector { CacheName = cache };
        }

        if (topic is not null)
        {
            permission.TopicSelector = new TopicSelector { TopicName = topic };
        }
        else if (prefix is not null)
        {
            permission.TopicSelector = new TopicSelector { TopicNamePrefix = prefix };
        }
        else
        {
            permission.AllTopics = new All();
        }

        return new Permission { Topic = permission };
    }
}
