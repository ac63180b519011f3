using CourseComments.DevIdentity.Keys;
using CourseComments.DevIdentity.Provider;
using CourseComments.DevIdentity.Users;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CourseComments.DevIdentity.SignIn;

/// <summary>Signs access tokens (RFC 9068) for whoever asks.</summary>
internal sealed class AccessTokenIssuer(ProviderKeys keys, IOptions<DevIdentityOptions> options, TimeProvider time)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public SignInResponse Issue(User user)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var lifetime = options.Value.TokenLifetime;
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = user.Id,
            [JwtRegisteredClaimNames.Name] = user.Name,
            [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
        };
        if (user.Roles.Count > 0)
        {
            claims[UserClaims.Roles] = user.Roles;
        }

        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Value.IssuerText,
            Audience = options.Value.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            TokenType = "at+jwt",
            Claims = claims,
            SigningCredentials = keys.Signing,
        });
        return new SignInResponse(token, "Bearer", (long)lifetime.TotalSeconds);
    }
}
