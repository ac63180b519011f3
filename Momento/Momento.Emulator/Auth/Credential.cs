using Google.Protobuf;

namespace Momento.Emulator.Auth;

/// <summary>Who calls, and what they may do. Checked on every call.</summary>
internal sealed class Credential
{
    private readonly CacheGrant[] _cacheGrants;
    private readonly TopicGrant[] _topicGrants;
    private readonly bool _isSuperUser;

    private Credential(CacheGrant[] cacheGrants, TopicGrant[] topicGrants, bool isSuperUser)
    {
        _cacheGrants = cacheGrants;
        _topicGrants = topicGrants;
        _isSuperUser = isSuperUser;
    }

    public static Credential SuperUser { get; } = new([CacheGrant.Everything], [TopicGrant.Everything], isSuperUser: true);

    public static Credential ReadWrite { get; } = new([CacheGrant.Everything], [TopicGrant.Everything], isSuperUser: false);

    /// <summary>The id inside a disposable token; empty for keys.</summary>
    public string TokenId { get; private init; } = "";

    /// <summary>Null for keys, which do not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    /// <summary>Creating, deleting, listing and flushing caches.</summary>
    public bool AllowsManagingCaches => _isSuperUser;

    public bool AllowsMinting => _isSuperUser;

    public static Credential ForKey(KeyRole role) => role == KeyRole.SuperUser ? SuperUser : ReadWrite;

    public static Credential ForDisposableToken(PermissionGrants grants, string tokenId, DateTimeOffset expiresAt) =>
        new([.. grants.Caches], [.. grants.Topics], isSuperUser: false) { TokenId = tokenId, ExpiresAt = expiresAt };

    public bool Allows(CacheAccess access, string cache, ByteString key)
    {
        foreach (var grant in _cacheGrants)
        {
            if (grant.Permits(access, cache, key))
            {
                return true;
            }
        }

        return false;
    }

    public bool Allows(TopicAccess access, string cache, string topic)
    {
        foreach (var grant in _topicGrants)
        {
            if (grant.Permits(access, cache, topic))
            {
                return true;
            }
        }

        return false;
    }

    public bool HasExpired(TimeProvider time) => ExpiresAt is { } expiresAt && time.GetUtcNow() >= expiresAt;
}
