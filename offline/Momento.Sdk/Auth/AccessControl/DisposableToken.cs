namespace Momento.Sdk.Auth.AccessControl;

public enum CacheRole
{
    ReadWrite,
    ReadOnly,
    WriteOnly,
}

public enum TopicRole
{
    PublishSubscribe,
    PublishOnly,
    SubscribeOnly,
}

public abstract record DisposableTokenPermission;

/// <summary>The permissions that a disposable token can carry.</summary>
public abstract record DisposableToken
{
    public record CachePermission(CacheRole Role, CacheSelector CacheSelector) : DisposableTokenPermission;

    public record CacheItemPermission(CacheRole Role, CacheSelector CacheSelector, CacheItemSelector CacheItemSelector)
        : CachePermission(Role, CacheSelector);

    public record TopicPermission(TopicRole Role, CacheSelector CacheSelector, TopicSelector TopicSelector)
        : DisposableTokenPermission;
}

/// <summary>Everything that one disposable token may do.</summary>
public class DisposableTokenScope(List<DisposableTokenPermission> Permissions)
{
    public List<DisposableTokenPermission> Permissions { get; } = Permissions;
}
