using System.Text.Json.Serialization;

namespace CourseComments.DevIdentity.SignIn;

/// <param name="User">Becomes <c>sub</c>.</param>
/// <param name="Name">Becomes <c>name</c>; when left out, the name that the configuration gives the user, or the user.</param>
internal sealed record SignInRequest(
    [property: JsonPropertyName("user")] string? User,
    [property: JsonPropertyName("name")] string? Name);
