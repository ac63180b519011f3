using System.Text.Json.Serialization;

namespace CourseComments.DevIdentity.SignIn;

/// <param name="User">Becomes <c>sub</c>.</param>
/// <param name="Name">Becomes <c>name</c>; the user when left out.</param>
internal sealed record SignInRequest(
    [property: JsonPropertyName("user")] string? User,
    [property: JsonPropertyName("name")] string? Name);
