using Grpc.Core;
using Momento.Protocol.Permissions;
using Momento.Protocol.Tokens;

namespace Momento.Emulator.Auth;

/// <summary>Mints disposable tokens.</summary>
internal sealed class DisposableTokenService(CredentialResolver credentials, DisposableTokenSigner signer, TimeProvider time)
    : Token.TokenBase
{
    private const int MaximumTokenIdLength = 64;
    private static readonly TimeSpan MaximumValidity = TimeSpan.FromHours(25);

    public override Task<GenerateDisposableTokenResponse> GenerateDisposableToken(
        GenerateDisposableTokenRequest request, ServerCallContext context)
    {
        var http = context.GetHttpContext();
        var key = request.AuthToken.Length > 0 ? request.AuthToken : http.Request.Headers.Authorization.ToString();
        if (!credentials.Resolve(key).AllowsMinting || IsForSuperUser(request.Permissions))
        {
            throw MomentoErrors.PermissionDenied();
        }

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
            Endpoint = ServiceEndpoint.BaseOf(http.Request.Host),
            ValidUntil = (ulong)expiresAt.ToUnixTimeSeconds(),
        });
    }

    private static bool IsForSuperUser(PermissionSet? permissions) =>
        permissions?.KindCase == PermissionSet.KindOneofCase.SuperUser;

    private static void Validate(GenerateDisposableTokenRequest request)
    {
        if (request.Expires is not { ValidForSeconds: > 0 } expires || expires.ValidForSeconds > MaximumValidity.TotalSeconds)
        {
            throw MomentoErrors.InvalidArgument("A disposable token must be valid for at least a second and at most 25 hours");
        }

        if (request.TokenId.Length > MaximumTokenIdLength)
        {
            throw MomentoErrors.InvalidArgument($"A token id has at most {MaximumTokenIdLength} characters");
        }

        PermissionGrants.Parse(request.Permissions?.Explicit);
    }
}
