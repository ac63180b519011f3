using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace CourseComments.DevIdentity.Keys;

/// <summary>The two secrets of the provider: what signs tokens for others, and what seals codes and refresh tokens for itself.</summary>
internal sealed class ProviderKeys : IDisposable
{
    private const int CurveBits = 256;
    private const int EncryptionBytes = 32;
    private readonly ECDsa _signing;
    private readonly byte[] _encryption;

    /// <exception cref="CryptographicException">One of them is not a key of its kind.</exception>
    public ProviderKeys(ECDsa signing, byte[] encryption)
    {
        if (signing.KeySize != CurveBits || encryption.Length != EncryptionBytes)
        {
            throw new CryptographicException("The keys are not of the expected size.");
        }

        _signing = signing;
        _encryption = encryption;
        // The factory's cache outlives this key, and would go on using it after it is disposed.
        var key = new ECDsaSecurityKey(signing) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        Signing = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256);
        Encryption = new EncryptingCredentials(
            new SymmetricSecurityKey(encryption), SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512);
    }

    /// <summary>ES256.</summary>
    public SigningCredentials Signing { get; }

    public EncryptingCredentials Encryption { get; }

    public static ProviderKeys Make() =>
        new(ECDsa.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(EncryptionBytes));

    /// <exception cref="CryptographicException">They are no keys.</exception>
    public static ProviderKeys Import(KeyDocument document)
    {
        var signing = ECDsa.Create();
        try
        {
            signing.ImportPkcs8PrivateKey(document.SigningKey, out _);
            return new ProviderKeys(signing, document.EncryptionKey);
        }
        catch
        {
            signing.Dispose();
            throw;
        }
    }

    public KeyDocument Export() => new(_signing.ExportPkcs8PrivateKey(), _encryption);

    public void Dispose() => _signing.Dispose();
}
