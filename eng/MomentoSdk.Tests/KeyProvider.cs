using Momento.Sdk.Auth;

namespace MomentoSdk.Tests;

/// <summary>Another provider's endpoints with a key.</summary>
internal sealed class KeyProvider(string key, ICredentialProvider endpoints) : ICredentialProvider
{
    public string AuthToken => key;

    public string ControlEndpoint => endpoints.ControlEndpoint;

    public string CacheEndpoint => endpoints.CacheEndpoint;

    public string TokenEndpoint => endpoints.TokenEndpoint;

    public bool SecureEndpoints => endpoints.SecureEndpoints;

    public ICredentialProvider WithCacheEndpoint(string cacheEndpoint) => throw new NotSupportedException();
}
