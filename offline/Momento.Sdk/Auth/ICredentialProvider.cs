namespace Momento.Sdk.Auth;

/// <summary>A key and the hosts it is for.</summary>
public interface ICredentialProvider
{
    /// <summary>Sent as it is, without a scheme, in <c>authorization</c>.</summary>
    string AuthToken { get; }

    string ControlEndpoint { get; }

    string CacheEndpoint { get; }

    string TokenEndpoint { get; }

    /// <summary>Whether the endpoints speak TLS.</summary>
    bool SecureEndpoints { get; }

    ICredentialProvider WithCacheEndpoint(string cacheEndpoint);
}
