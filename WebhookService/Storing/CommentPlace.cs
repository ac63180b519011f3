using System.Text.Json;
using System.Text.Json.Serialization;

namespace CourseComments.WebhookService.Storing;

/// <summary>What an element of a course's list says of when its comment was made.</summary>
internal sealed record CommentPlace(
    [property: JsonPropertyName("postedAt")] DateTimeOffset? PostedAt,
    [property: JsonPropertyName(CommentPlace.PageName)] ulong? Page,
    [property: JsonPropertyName("sequence")] ulong? Sequence)
{
    public const string PageName = "page";

    /// <returns>Null for what is no comment.</returns>
    public static CommentPlace? Of(byte[] element)
    {
        try
        {
            return JsonSerializer.Deserialize(element, StoringJsonContext.Default.CommentPlace);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// By number within a page of the topic: the relay gives the time when it received a message, and may receive it again.
    /// Nothing of a page that has ended is received again, and Momento does not say that pages grow.
    /// </summary>
    public bool IsBefore(CommentPlace? other) =>
        Page is not null && Page == other?.Page ? Sequence < other.Sequence : PostedAt < other?.PostedAt;
}
