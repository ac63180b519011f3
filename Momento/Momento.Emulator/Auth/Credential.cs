using Google.Protobuf;

namespace Momento.Emulator.Auth;

/// <summary>Who calls, and what they may do. Checked on every call.</summary>
internal sealed record Credential
{
    private readonly CacheGrant[] _cacheGrants;
    private readonly TopicGrant[] _topicGrants;
    private readonly Rights _rights;

    private Credential(CacheGrant[] cacheGrants, TopicGrant[] topicGrants, Rights rights)
    {
        _cacheGrants = cacheGrants;
        _topicGrants = topicGrants;
        _rights = rights;
    }

    public static Credential SuperUser { get; } = OfAllData(Rights.ManageCaches | Rights.Mint | Rights.Administer);

    public static Credential ReadWrite { get; } = OfAllData(Rights.None);

    public static Credential Session { get; } = OfAllData(Rights.ManageCaches | Rights.Mint | Rights.MintSuperUsers | Rights.Administer);

    public static Credential Legacy { get; } = OfAllData(Rights.ManageCaches);

    /// <summary>The id inside a token; empty when it carries none.</summary>
    public string TokenId { get; init; } = "";

    /// <summary>Null for what does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public static Credential ForKey(KeyRole role) => role switch
    {
        KeyRole.SuperUser => SuperUser,
        KeyRole.Session => Session,
        KeyRole.Legacy => Legacy,
        _ => ReadWrite,
    };

    public static Credential For(PermissionGrants grants) => new([.. grants.Caches], [.. grants.Topics], Rights.None);

    public bool Has(Rights right) => (_rights & right) == right;

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

    /// <summary>Whether there can be keys of the cache for which it is allowed.</summary>
    public bool AllowsSome(CacheAccess access, string cache) =>
        Array.Exists(_cacheGrants, grant => grant.Role.Permits(access) && (grant.Cache is null || grant.Cache == cache));

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

    private static Credential OfAllData(Rights rights) => new([CacheGrant.Everything], [TopicGrant.Everything], rights);
}
