using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace CourseComments.DevIdentity.SignIn;

/// <summary>A P-256 key that lives as long as the process: tokens of an earlier run are worth nothing.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public SigningKey()
    {
        var key = new ECDsaSecurityKey(_key);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        Credentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256);
    }

    public SigningCredentials Credentials { get; }

    /// <summary>The public half, as it stands in the key set (RFC 7517).</summary>
    public PublicKey PublicKey
    {
        get
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            return new PublicKey(
                "EC", "P-256", Base64UrlEncoder.Encode(point.X!), Base64UrlEncoder.Encode(point.Y!),
                "sig", SecurityAlgorithms.EcdsaSha256, Credentials.Key.KeyId);
        }
    }

    public void Dispose() => _key.Dispose();
}
