using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CourseComments.TestSupport;

/// <summary>An OpenID Connect provider that exists only as its keys: services trust it without a network.</summary>
public sealed class TestIdentity : IDisposable
{
    public const string Issuer = "https://identity.test";
    public const string Audience = "course-comments";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The key set (RFC 7517) that this provider publishes.</summary>
    public string PublicKeys
    {
        get
        {
            var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(_key));
            return JsonSerializer.Serialize(new { keys = new[] { new { kty = key.Kty, crv = key.Crv, x = key.X, y = key.Y, use = "sig", alg = "ES256" } } });
        }
    }

    /// <summary>The public key as X.509 has it, which anybody can have.</summary>
    public byte[] PublicKey => _key.ExportSubjectPublicKeyInfo();

    /// <summary>Makes a service trust this provider instead of fetching its metadata.</summary>
    public void TrustedBy(IServiceCollection services) =>
        services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options =>
        {
            options.Configuration = new OpenIdConnectConfiguration { Issuer = Issuer, SigningKeys = { new ECDsaSecurityKey(_key) } };
        });

    /// <summary>A valid access token of a user, unless an argument makes it invalid.</summary>
    public string Token(
        string user,
        string? name = null,
        string issuer = Issuer,
        string audience = Audience,
        TimeSpan? expiresIn = null,
        SigningCredentials? signing = null,
        string? tokenType = null,
        params (string Type, object Value)[] more)
    {
        var expires = TimeProvider.System.GetUtcNow().UtcDateTime + (expiresIn ?? TimeSpan.FromHours(1));
        var claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = user };
        if (name is not null)
        {
            claims[JwtRegisteredClaimNames.Name] = name;
        }

        foreach (var (type, value) in more)
        {
            claims[type] = value;
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = expires - TimeSpan.FromDays(1),
            Expires = expires,
            Claims = claims,
            TokenType = tokenType,
            SigningCredentials = signing ?? new SigningCredentials(new ECDsaSecurityKey(_key), SecurityAlgorithms.EcdsaSha256),
        });
    }

    public void Dispose() => _key.Dispose();
}
