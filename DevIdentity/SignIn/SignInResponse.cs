using System.Text.Json.Serialization;

namespace CourseComments.DevIdentity.SignIn;

/// <summary>The token response of RFC 6749, section 5.1.</summary>
internal sealed record SignInResponse(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] long ExpiresIn);
