using Google.Protobuf;
using Momento.Protocol.Permissions;

namespace Momento.Emulator.Auth;

/// <summary>One cache permission of a credential.</summary>
/// <param name="Role">What may be done.</param>
/// <param name="Cache">In which cache; null for every cache.</param>
/// <param name="Match">How keys are selected.</param>
/// <param name="Key">The key or prefix; empty when every key is meant.</param>
internal sealed record CacheGrant(CacheRole Role, string? Cache, SelectorMatch Match, ByteString Key)
{
    public static CacheGrant Everything { get; } = new(CacheRole.ReadWrite, null, SelectorMatch.All, ByteString.Empty);

    public bool Permits(CacheAccess access, string cache, ByteString key) =>
        Role.Permits(access) && (Cache is null || Cache == cache) && Selects(key);

    private bool Selects(ByteString key) => Match switch
    {
        SelectorMatch.All => true,
        SelectorMatch.Exact => Key.Equals(key),
        SelectorMatch.Prefix => key.Span.StartsWith(Key.Span),
        _ => false,
    };
}
