namespace Momento.Client;

/// <summary>How a publish ended.</summary>
public enum TopicPublishOutcome
{
    /// <summary>Momento took the message; it does not say whether anybody received it.</summary>
    Accepted,

    /// <summary>The token is expired, revoked or no token.</summary>
    Unauthenticated,

    /// <summary>The token is not for this topic.</summary>
    PermissionDenied,

    /// <summary>There is no cache of that name.</summary>
    CacheNotFound,

    /// <summary>A name is not acceptable.</summary>
    InvalidArgument,

    /// <summary>The message is too large, or there were too many.</summary>
    LimitExceeded,

    /// <summary>Momento is away or did not answer in time; it may have accepted the message all the same.</summary>
    Unavailable,

    /// <summary>Momento failed; it may have accepted the message all the same.</summary>
    Failed,
}
