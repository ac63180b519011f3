using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Momento.Protocol.Auth;
using Momento.Protocol.Permissions;

namespace Momento.Emulator.Auth;

/// <summary>Generates API keys and refreshes them.</summary>
internal sealed class ApiKeyService(MintingRules rules, TokenSigner signer, TimeProvider time) : Protocol.Auth.Auth.AuthBase
{
    private const int IdSize = 16;

    public override Task<GenerateApiTokenResponse> GenerateApiToken(GenerateApiTokenRequest request, ServerCallContext context)
    {
        rules.Check(context, request.AuthToken, request.Permissions, canBeSuperUser: true);
        var claims = Generate(request.Permissions, request.TokenId, ValidForSeconds(request));
        return Task.FromResult(new GenerateApiTokenResponse
        {
            ApiKey = signer.Sign(claims),
            RefreshToken = RefreshTokenOf(claims),
            Endpoint = ServiceEndpoint.BaseOf(context.GetHttpContext().Request.Host),
            ValidUntil = ValidUntil(claims),
        });
    }

    /// <summary>A new key for one that is still valid, with the same permissions and valid as long as that was at first.</summary>
    public override Task<RefreshApiTokenResponse> RefreshApiToken(RefreshApiTokenRequest request, ServerCallContext context)
    {
        var key = V1Token.Unwrap(request.ApiKey) ?? request.ApiKey;
        var old = signer.Verify(key, ApiKeyClaims.Parser);
        var refresh = signer.Verify(request.RefreshToken, RefreshTokenClaims.Parser);
        if (old is null || refresh is null || !refresh.ApiKeyId.Equals(old.Id))
        {
            throw MomentoErrors.Unauthenticated();
        }

        if (old.ExpiresAt() <= time.GetUtcNow())
        {
            // Momento's SDK for Go expects this, and not "unauthenticated".
            throw MomentoErrors.InvalidArgument("The API key has expired and cannot be refreshed");
        }

        var claims = Generate(old.Permissions, old.TokenId, old.ValidForSeconds);
        return Task.FromResult(new RefreshApiTokenResponse
        {
            ApiKey = signer.Sign(claims),
            RefreshToken = RefreshTokenOf(claims),
            Endpoint = ServiceEndpoint.BaseOf(context.GetHttpContext().Request.Host),
            ValidUntil = ValidUntil(claims),
        });
    }

    /// <summary>0 for a key that does not expire.</summary>
    private static uint ValidForSeconds(GenerateApiTokenRequest request) => request switch
    {
        { Never: not null } => 0,
        { Expires.ValidForSeconds: > 0 and var seconds } => seconds,
        _ => throw MomentoErrors.InvalidArgument("A key must be valid for at least a second, or never expire"),
    };

    private ApiKeyClaims Generate(PermissionSet? permissions, string tokenId, uint validForSeconds)
    {
        MintingRules.CheckTokenId(tokenId);
        if (permissions?.KindCase != PermissionSet.KindOneofCase.SuperUser)
        {
            PermissionGrants.Parse(permissions?.Explicit);
        }

        var claims = new ApiKeyClaims
        {
            Id = UnsafeByteOperations.UnsafeWrap(RandomNumberGenerator.GetBytes(IdSize)),
            Permissions = permissions,
            TokenId = tokenId,
            ValidForSeconds = validForSeconds,
        };
        if (validForSeconds > 0)
        {
            claims.ExpiresAtUnixMilliseconds = time.GetUtcNow().AddSeconds(validForSeconds).ToUnixTimeMilliseconds();
        }

        return claims;
    }

    private string RefreshTokenOf(ApiKeyClaims claims) => signer.Sign(new RefreshTokenClaims { ApiKeyId = claims.Id });

    private static ulong ValidUntil(ApiKeyClaims claims) => (ulong)(claims.ExpiresAt()?.ToUnixTimeSeconds() ?? 0);
}
