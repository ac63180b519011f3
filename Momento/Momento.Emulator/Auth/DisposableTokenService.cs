using Grpc.Core;
using Momento.Protocol.Tokens;

namespace Momento.Emulator.Auth;

/// <summary>Mints disposable tokens.</summary>
internal sealed class DisposableTokenService(MintingRules rules, TokenSigner signer, TimeProvider time) : Token.TokenBase
{
    private static readonly TimeSpan MaximumValidity = TimeSpan.FromHours(25);

    public override Task<GenerateDisposableTokenResponse> GenerateDisposableToken(
        GenerateDisposableTokenRequest request, ServerCallContext context)
    {
        rules.Check(context, request.AuthToken, request.Permissions, canBeSuperUser: false);
        Validate(request);
        var expiresAt = time.GetUtcNow().AddSeconds(request.Expires.ValidForSeconds);
        var claims = new DisposableTokenClaims
        {
            Permissions = request.Permissions.Explicit,
            TokenId = request.TokenId,
            ExpiresAtUnixMilliseconds = expiresAt.ToUnixTimeMilliseconds(),
        };

        return Task.FromResult(new GenerateDisposableTokenResponse
        {
            ApiKey = signer.Sign(claims),
            Endpoint = ServiceEndpoint.BaseOf(context.GetHttpContext().Request.Host),
            ValidUntil = (ulong)expiresAt.ToUnixTimeSeconds(),
        });
    }

    private static void Validate(GenerateDisposableTokenRequest request)
    {
        if (request.Expires is not { ValidForSeconds: > 0 } expires || expires.ValidForSeconds > MaximumValidity.TotalSeconds)
        {
            throw MomentoErrors.InvalidArgument("A disposable token must be valid for at least a second and at most 25 hours");
        }

        MintingRules.CheckTokenId(request.TokenId);
        PermissionGrants.Parse(request.Permissions?.Explicit);
    }
}
