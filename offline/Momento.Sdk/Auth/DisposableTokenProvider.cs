using Momento.Sdk.Exceptions;
using Momento.Sdk.Internal;

namespace Momento.Sdk.Auth;

/// <summary>A disposable token, a V1 key or a legacy key, all of which name their hosts themselves.</summary>
public class DisposableTokenProvider : ICredentialProvider
{
    private readonly string _token;

    public DisposableTokenProvider(string token)
    {
        if (string.IsNullOrEmpty(token))
        {
            throw new InvalidArgumentException("The token is missing.");
        }

        _token = token;
        (AuthToken, ControlEndpoint, CacheEndpoint, TokenEndpoint) = ApiKeyFormat.Decode(token);
    }

    public string AuthToken { get; }

    public string ControlEndpoint { get; }

    public string CacheEndpoint { get; private set; }

    public string TokenEndpoint { get; }

    public bool SecureEndpoints => true;

    public ICredentialProvider WithCacheEndpoint(string cacheEndpoint) =>
        new DisposableTokenProvider(_token) { CacheEndpoint = cacheEndpoint };
}
