using Momento.Sdk.Exceptions;
using Momento.Sdk.Internal;

namespace Momento.Sdk.Auth;

/// <summary>A V2 API key (a JWT that names no host) and the endpoint it is for.</summary>
public class ApiKeyV2TokenProvider : ICredentialProvider
{
    private readonly string _endpoint;

    public ApiKeyV2TokenProvider(string token, string endpoint)
    {
        if (string.IsNullOrEmpty(endpoint))
        {
            throw new InvalidArgumentException("The endpoint is missing.");
        }

        if (string.IsNullOrEmpty(token) || !ApiKeyFormat.IsV2(token))
        {
            throw new InvalidArgumentException("The key is missing or no V2 API key.");
        }

        _endpoint = endpoint;
        AuthToken = token;
        ControlEndpoint = "control." + endpoint;
        CacheEndpoint = "cache." + endpoint;
        TokenEndpoint = "token." + endpoint;
    }

    public string AuthToken { get; }

    public string ControlEndpoint { get; }

    public string CacheEndpoint { get; private set; }

    public string TokenEndpoint { get; }

    public bool SecureEndpoints => true;

    public ICredentialProvider WithCacheEndpoint(string cacheEndpoint) =>
        new ApiKeyV2TokenProvider(AuthToken, _endpoint) { CacheEndpoint = cacheEndpoint };
}
