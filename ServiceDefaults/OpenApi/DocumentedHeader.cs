using Microsoft.OpenApi;

namespace CourseComments.ServiceDefaults.OpenApi;

/// <summary>A header of an answer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it tells.</param>
/// <param name="Example">A value, as sent.</param>
/// <param name="Type">What the value is, read as JSON.</param>
public sealed record DocumentedHeader(string Name, string Description, string Example, JsonSchemaType Type = JsonSchemaType.String)
{
    /// <summary>When to come back after 429.</summary>
    public static DocumentedHeader RetryAfter { get; } =
        new("Retry-After", "Whole seconds to wait before asking again.", "2", JsonSchemaType.Integer);

    /// <summary>How to authenticate after 401.</summary>
    public static DocumentedHeader WwwAuthenticate { get; } = new("WWW-Authenticate", "The scheme to authenticate with.", "Bearer");

    /// <summary>For answers that nobody may keep.</summary>
    public static DocumentedHeader NoStore { get; } = new("Cache-Control", "Nobody on the way may keep the answer.", "no-store");
}
