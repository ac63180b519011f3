using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace CourseComments.TestSupport.Refusals;

/// <summary>Bearer tokens that no service may take, each with exactly one fault.</summary>
public static class BadBearers
{
    public const string Missing = "missing";

    /// <summary>The faults that end in 401.</summary>
    public static readonly IReadOnlyList<string> Faults =
    [
        Missing, "malformed", "expired", "wrong issuer", "wrong audience", "wrong algorithm", "alg=none", "wrong key",
    ];

    /// <returns>Null where the fault is that there is none.</returns>
    public static string? Of(string fault, TestIdentity identity, string issuer, string user, params (string, object)[] claims)
    {
        switch (fault)
        {
            case Missing:
                return null;
            case "malformed":
                return "eyJhbGciOiJFUzI1NiJ9.not-base64!.bm8tc2lnbmF0dXJlLWF0LWFsbA";
            case "expired":
                return identity.Token(user, issuer: issuer, expiresIn: TimeSpan.FromHours(-1), more: claims);
            case "wrong issuer":
                return identity.Token(user, issuer: "https://elsewhere.test", more: claims);
            case "wrong audience":
                return identity.Token(user, issuer: issuer, audience: "another-application", more: claims);
            case "wrong algorithm":
                // The classic: what anybody may know, the public key, as the secret of a symmetric algorithm.
                var publicKey = new SymmetricSecurityKey(identity.PublicKey);
                return identity.Token(user, issuer: issuer, signing: new(publicKey, SecurityAlgorithms.HmacSha256), more: claims);
            case "alg=none":
                return Unsigned(identity.Token(user, issuer: issuer, more: claims));
            case "wrong key":
                using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                {
                    return identity.Token(
                        user, issuer: issuer, signing: new(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256), more: claims);
                }

            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "is no fault of a bearer token.");
        }
    }

    private static string Unsigned(string token)
    {
        var header = JsonSerializer.Serialize(new { alg = "none", typ = "JWT" });
        return $"{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(header))}.{token.Split('.')[1]}.";
    }
}
