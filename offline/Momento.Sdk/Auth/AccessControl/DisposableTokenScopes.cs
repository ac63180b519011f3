namespace Momento.Sdk.Auth.AccessControl;

/// <summary>Scopes of one permission each.</summary>
public record DisposableTokenScopes(List<DisposableTokenPermission> Permissions)
{
    public static DisposableTokenScope CacheReadWrite(string cacheName) => CacheReadWrite(CacheSelector.ByName(cacheName));

    public static DisposableTokenScope CacheReadWrite(CacheSelector cacheSelector) =>
        Items(CacheRole.ReadWrite, cacheSelector, CacheItemSelector.AllCacheItems);

    public static DisposableTokenScope CacheReadOnly(string cacheName) => CacheReadOnly(CacheSelector.ByName(cacheName));

    public static DisposableTokenScope CacheReadOnly(CacheSelector cacheSelector) =>
        Items(CacheRole.ReadOnly, cacheSelector, CacheItemSelector.AllCacheItems);

    public static DisposableTokenScope CacheWriteOnly(string cacheName) => CacheWriteOnly(CacheSelector.ByName(cacheName));

    public static DisposableTokenScope CacheWriteOnly(CacheSelector cacheSelector) =>
        Items(CacheRole.WriteOnly, cacheSelector, CacheItemSelector.AllCacheItems);

    public static DisposableTokenScope CacheKeyReadWrite(string cacheName, string cacheKey) =>
        CacheKeyReadWrite(CacheSelector.ByName(cacheName), cacheKey);

    public static DisposableTokenScope CacheKeyReadWrite(CacheSelector cacheSelector, string cacheKey) =>
        Items(CacheRole.ReadWrite, cacheSelector, CacheItemSelector.ByKey(cacheKey));

    public static DisposableTokenScope CacheKeyReadOnly(string cacheName, string cacheKey) =>
        CacheKeyReadOnly(CacheSelector.ByName(cacheName), cacheKey);

    public static DisposableTokenScope CacheKeyReadOnly(CacheSelector cacheSelector, string cacheKey) =>
        Items(CacheRole.ReadOnly, cacheSelector, CacheItemSelector.ByKey(cacheKey));

    public static DisposableTokenScope CacheKeyWriteOnly(string cacheName, string cacheKey) =>
        CacheKeyWriteOnly(CacheSelector.ByName(cacheName), cacheKey);

    public static DisposableTokenScope CacheKeyWriteOnly(CacheSelector cacheSelector, string cacheKey) =>
        Items(CacheRole.WriteOnly, cacheSelector, CacheItemSelector.ByKey(cacheKey));

    public static DisposableTokenScope CacheKeyPrefixReadWrite(string cacheName, string cacheKeyPrefix) =>
        CacheKeyPrefixReadWrite(CacheSelector.ByName(cacheName), cacheKeyPrefix);

    public static DisposableTokenScope CacheKeyPrefixReadWrite(CacheSelector cacheSelector, string cacheKeyPrefix) =>
        Items(CacheRole.ReadWrite, cacheSelector, CacheItemSelector.ByKeyPrefix(cacheKeyPrefix));

    public static DisposableTokenScope CacheKeyPrefixReadOnly(string cacheName, string cacheKeyPrefix) =>
        CacheKeyPrefixReadOnly(CacheSelector.ByName(cacheName), cacheKeyPrefix);

    public static DisposableTokenScope CacheKeyPrefixReadOnly(CacheSelector cacheSelector, string cacheKeyPrefix) =>
        Items(CacheRole.ReadOnly, cacheSelector, CacheItemSelector.ByKeyPrefix(cacheKeyPrefix));

    public static DisposableTokenScope CacheKeyPrefixWriteOnly(string cacheName, string cacheKeyPrefix) =>
        CacheKeyPrefixWriteOnly(CacheSelector.ByName(cacheName), cacheKeyPrefix);

    public static DisposableTokenScope CacheKeyPrefixWriteOnly(CacheSelector cacheSelector, string cacheKeyPrefix) =>
        Items(CacheRole.WriteOnly, cacheSelector, CacheItemSelector.ByKeyPrefix(cacheKeyPrefix));

    public static DisposableTokenScope TopicPublishSubscribe(string cacheName, string topicName) =>
        TopicPublishSubscribe(CacheSelector.ByName(cacheName), TopicSelector.ByName(topicName));

    public static DisposableTokenScope TopicPublishSubscribe(CacheSelector cacheSelector, string topicName) =>
        TopicPublishSubscribe(cacheSelector, TopicSelector.ByName(topicName));

    public static DisposableTokenScope TopicPublishSubscribe(string cacheName, TopicSelector topicSelector) =>
        TopicPublishSubscribe(CacheSelector.ByName(cacheName), topicSelector);

    public static DisposableTokenScope TopicPublishSubscribe(CacheSelector cacheSelector, TopicSelector topicSelector) =>
        Topics(TopicRole.PublishSubscribe, cacheSelector, topicSelector);

    public static DisposableTokenScope TopicSubscribeOnly(string cacheName, string topicName) =>
        TopicSubscribeOnly(CacheSelector.ByName(cacheName), TopicSelector.ByName(topicName));

    public static DisposableTokenScope TopicSubscribeOnly(CacheSelector cacheSelector, string topicName) =>
        TopicSubscribeOnly(cacheSelector, TopicSelector.ByName(topicName));

    public static DisposableTokenScope TopicSubscribeOnly(string cacheName, TopicSelector topicSelector) =>
        TopicSubscribeOnly(CacheSelector.ByName(cacheName), topicSelector);

    public static DisposableTokenScope TopicSubscribeOnly(CacheSelector cacheSelector, TopicSelector topicSelector) =>
        Topics(TopicRole.SubscribeOnly, cacheSelector, topicSelector);

    public static DisposableTokenScope TopicPublishOnly(string cacheName, string topicName) =>
        TopicPublishOnly(CacheSelector.ByName(cacheName), TopicSelector.ByName(topicName));

    public static DisposableTokenScope TopicPublishOnly(CacheSelector cacheSelector, string topicName) =>
        TopicPublishOnly(cacheSelector, TopicSelector.ByName(topicName));

    public static DisposableTokenScope TopicPublishOnly(string cacheName, TopicSelector topicSelector) =>
        TopicPublishOnly(CacheSelector.ByName(cacheName), topicSelector);

    public static DisposableTokenScope TopicPublishOnly(CacheSelector cacheSelector, TopicSelector topicSelector) =>
        Topics(TopicRole.PublishOnly, cacheSelector, topicSelector);

    public static DisposableTokenScope TopicNamePrefixPublishSubscribe(string cacheName, string topicNamePrefix) =>
        TopicNamePrefixPublishSubscribe(CacheSelector.ByName(cacheName), TopicSelector.ByTopicNamePrefix(topicNamePrefix));

    public static DisposableTokenScope TopicNamePrefixPublishSubscribe(CacheSelector cacheSelector, string topicNamePrefix) =>
        TopicNamePrefixPublishSubscribe(cacheSelector, TopicSelector.ByTopicNamePrefix(topicNamePrefix));

    public static DisposableTokenScope TopicNamePrefixPublishSubscribe(string cacheName, TopicSelector topicSelector) =>
        TopicNamePrefixPublishSubscribe(CacheSelector.ByName(cacheName), topicSelector);

    public static DisposableTokenScope TopicNamePrefixPublishSubscribe(CacheSelector cacheSelector, TopicSelector topicSelector) =>
        Topics(TopicRole.PublishSubscribe, cacheSelector, topicSelector);

    public static DisposableTokenScope TopicNamePrefixSubscribeOnly(string cacheName, string topicNamePrefix) =>
        TopicNamePrefixSubscribeOnly(CacheSelector.ByName(cacheName), TopicSelector.ByTopicNamePrefix(topicNamePrefix));

    public static DisposableTokenScope TopicNamePrefixSubscribeOnly(CacheSelector cacheSelector, string topicNamePrefix) =>
        TopicNamePrefixSubscribeOnly(cacheSelector, TopicSelector.ByTopicNamePrefix(topicNamePrefix));

    public static DisposableTokenScope TopicNamePrefixSubscribeOnly(string cacheName, TopicSelector topicSelector) =>
        TopicNamePrefixSubscribeOnly(CacheSelector.ByName(cacheName), topicSelector);

    public static DisposableTokenScope TopicNamePrefixSubscribeOnly(CacheSelector cacheSelector, TopicSelector topicSelector) =>
        Topics(TopicRole.SubscribeOnly, cacheSelector, topicSelector);

    public static DisposableTokenScope TopicNamePrefixPublishOnly(string cacheName, string topicNamePrefix) =>
        TopicNamePrefixPublishOnly(CacheSelector.ByName(cacheName), TopicSelector.ByTopicNamePrefix(topicNamePrefix));

    public static DisposableTokenScope TopicNamePrefixPublishOnly(CacheSelector cacheSelector, string topicNamePrefix) =>
        TopicNamePrefixPublishOnly(cacheSelector, TopicSelector.ByTopicNamePrefix(topicNamePrefix));

    public static DisposableTokenScope TopicNamePrefixPublishOnly(string cacheName, TopicSelector topicSelector) =>
        TopicNamePrefixPublishOnly(CacheSelector.ByName(cacheName), topicSelector);

    public static DisposableTokenScope TopicNamePrefixPublishOnly(CacheSelector cacheSelector, TopicSelector topicSelector) =>
        Topics(TopicRole.PublishOnly, cacheSelector, topicSelector);

    private static DisposableTokenScope Items(CacheRole role, CacheSelector caches, CacheItemSelector items) =>
        new([new DisposableToken.CacheItemPermission(role, caches, items)]);

    private static DisposableTokenScope Topics(TopicRole role, CacheSelector caches, TopicSelector topics) =>
        new([new DisposableToken.TopicPermission(role, caches, topics)]);
}
