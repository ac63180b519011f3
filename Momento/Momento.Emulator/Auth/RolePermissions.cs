using Momento.Protocol.Permissions;

namespace Momento.Emulator.Auth;

/// <summary>Which role permits what. What is not listed is denied.</summary>
internal static class RolePermissions
{
    public static bool Permits(this CacheRole role, CacheAccess access) => (role, access) switch
    {
        (CacheRole.ReadWrite, CacheAccess.Read) => true,
        (CacheRole.ReadWrite, CacheAccess.Write) => true,
        (CacheRole.ReadWrite, CacheAccess.ConditionalWrite) => true,
        (CacheRole.ReadOnly, CacheAccess.Read) => true,
        (CacheRole.WriteOnly, CacheAccess.Write) => true,
        _ => false,
    };

    public static bool Permits(this TopicRole role, TopicAccess access) => (role, access) switch
    {
        (TopicRole.PublishSubscribe, TopicAccess.Publish) => true,
        (TopicRole.PublishSubscribe, TopicAccess.Subscribe) => true,
        (TopicRole.PublishOnly, TopicAccess.Publish) => true,
        (TopicRole.SubscribeOnly, TopicAccess.Subscribe) => true,
        _ => false,
    };
}
