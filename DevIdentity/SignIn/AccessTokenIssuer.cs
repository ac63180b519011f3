using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CourseComments.DevIdentity.SignIn;

/// <summary>Signs access tokens (RFC 9068) for whoever asks.</summary>
internal sealed class AccessTokenIssuer(SigningKey key, IOptions<DevIdentityOptions> options, TimeProvider time)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public SignInResponse Issue(string user, string name)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var lifetime = options.Value.TokenLifetime;
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Value.IssuerText,
            Audience = options.Value.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            TokenType = "at+jwt",
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = user,
                [JwtRegisteredClaimNames.Name] = name,
                [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
            },
            SigningCredentials = key.Credentials,
        });
        return new SignInResponse(token, "Bearer", (long)lifetime.TotalSeconds);
    }
}
