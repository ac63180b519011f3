using System.Text.Json.Serialization;

namespace CourseComments.DevIdentity.SignIn;

/// <summary>An elliptic-curve public key as JSON Web Key (RFC 7517, RFC 7518 section 6.2).</summary>
internal sealed record PublicKey(
    [property: JsonPropertyName("kty")] string KeyType,
    [property: JsonPropertyName("crv")] string Curve,
    [property: JsonPropertyName("x")] string X,
    [property: JsonPropertyName("y")] string Y,
    [property: JsonPropertyName("use")] string Use,
    [property: JsonPropertyName("alg")] string Algorithm,
    [property: JsonPropertyName("kid")] string KeyId);
