using Momento.Sdk.Auth;

namespace Momento.Client;

/// <summary>
/// One provider for every kind of key, and for an emulator that asks for one; the SDK's own providers each take one kind, and
/// none takes a key without TLS.
/// </summary>
internal sealed class MomentoCredentialProvider(string authToken, string authority, bool secure) : ICredentialProvider
{
    public string AuthToken => authToken;

    public string ControlEndpoint { get; } = secure ? "control." + authority : authority;

    public string CacheEndpoint { get; private init; } = secure ? "cache." + authority : authority;

    public string TokenEndpoint { get; } = secure ? "token." + authority : authority;

    public bool SecureEndpoints => secure;

    public ICredentialProvider WithCacheEndpoint(string cacheEndpoint) =>
        new MomentoCredentialProvider(authToken, authority, secure) { CacheEndpoint = cacheEndpoint };
}
