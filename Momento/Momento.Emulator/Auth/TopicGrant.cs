using Momento.Protocol.Permissions;

namespace Momento.Emulator.Auth;

/// <summary>One topic permission of a credential.</summary>
/// <param name="Role">What may be done.</param>
/// <param name="Cache">In which cache; null for every cache.</param>
/// <param name="Match">How topics are selected.</param>
/// <param name="Topic">The topic or prefix; empty when every topic is meant.</param>
internal sealed record TopicGrant(TopicRole Role, string? Cache, SelectorMatch Match, string Topic)
{
    public static TopicGrant Everything { get; } = new(TopicRole.PublishSubscribe, null, SelectorMatch.All, "");

    public bool Permits(TopicAccess access, string cache, string topic) =>
        Role.Permits(access) && (Cache is null || Cache == cache) && Selects(topic);

    private bool Selects(string topic) => Match switch
    {
        SelectorMatch.All => true,
        SelectorMatch.Exact => Topic == topic,
        SelectorMatch.Prefix => topic.StartsWith(Topic, StringComparison.Ordinal),
        _ => false,
    };
}
