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

    /// <summary>By page and number where both say them: the relay gives the time when it received a message, and it may receive it again.</summary>
    public bool IsBefore(CommentPlace? other) => Page is { } page && other?.Page is { } otherPage
        ? page < otherPage || (page == otherPage && Sequence < other.Sequence)
        : PostedAt < other?.PostedAt;
}
