namespace Momento.Sdk.Auth.AccessControl;

/// <summary>Which caches a permission is for.</summary>
public abstract record CacheSelector
{
    public static SelectAllCaches AllCaches = new();

    public static SelectByCacheName ByName(string cacheName) => new(cacheName);

    public record SelectAllCaches : CacheSelector;

    public record SelectByCacheName(string CacheName) : CacheSelector;
}

/// <summary>Which items of a cache a permission is for.</summary>
public abstract record CacheItemSelector
{
    public static SelectAllCacheItems AllCacheItems = new();

    public static SelectByKey ByKey(string cacheKey) => new(cacheKey);

    public static SelectByKeyPrefix ByKeyPrefix(string cacheKeyPrefix) => new(cacheKeyPrefix);

    public record SelectAllCacheItems : CacheItemSelector;

    public record SelectByKey(string CacheKey) : CacheItemSelector;

    public record SelectByKeyPrefix(string CacheKeyPrefix) : CacheItemSelector;
}

/// <summary>Which topics of a cache a permission is for.</summary>
public abstract record TopicSelector
{
    public static SelectAllTopics AllTopics = new();

    public static SelectByTopicName ByName(string topicName) => new(topicName);

    public static SelectByTopicNamePrefix ByTopicNamePrefix(string topicNamePrefix) => new(topicNamePrefix);

    public record SelectAllTopics : TopicSelector;

    public record SelectByTopicName(string TopicName) : TopicSelector;

    public record SelectByTopicNamePrefix(string TopicNamePrefix) : TopicSelector;
}
