using System.Text.Json.Serialization;

namespace CourseComments.DevIdentity.Keys;

/// <summary>What the key file holds.</summary>
/// <param name="SigningKey">A P-256 private key, PKCS #8.</param>
/// <param name="EncryptionKey">256 random bits.</param>
internal sealed record KeyDocument(
    [property: JsonPropertyName("signingKey"), JsonRequired] byte[] SigningKey,
    [property: JsonPropertyName("encryptionKey"), JsonRequired] byte[] EncryptionKey)
{
    public override string ToString() => nameof(KeyDocument);
}
