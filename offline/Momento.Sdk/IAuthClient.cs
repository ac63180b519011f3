using Momento.Sdk.Auth.AccessControl;
using Momento.Sdk.Responses;

namespace Momento.Sdk;

/// <summary>Disposable tokens. No method throws: each has an <c>Error</c> response.</summary>
public interface IAuthClient : IDisposable
{
    /// <param name="tokenId">Comes back with everything published with the token; at most 64 characters.</param>
    Task<GenerateDisposableTokenResponse> GenerateDisposableTokenAsync(
        DisposableTokenScope scope, ExpiresIn expiresIn, string? tokenId = null);
}
