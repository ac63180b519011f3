using System.Text.Json.Serialization;

namespace CourseComments.DevIdentity.Discovery;

/// <summary>What a resource server needs of OpenID Connect Discovery 1.0, section 3.</summary>
internal sealed record DiscoveryDocument(
    [property: JsonPropertyName("issuer")] string Issuer,
    [property: JsonPropertyName("jwks_uri")] string JwksUri,
    [property: JsonPropertyName("response_types_supported")] string[] ResponseTypes,
    [property: JsonPropertyName("subject_types_supported")] string[] SubjectTypes,
    [property: JsonPropertyName("id_token_signing_alg_values_supported")] string[] SigningAlgorithms);
