using System.Text.Json.Serialization;

namespace CourseComments.WebhookService.Comments;

/// <summary>
/// A comment as it stands in a course's list and in the answer to a reader. The first two members are the wire
/// contract that other writers of such lists keep to; the rest is ours and may be missing in theirs.
/// </summary>
/// <param name="UserId">The author: Momento's <c>token_id</c>, never the author's own word.</param>
/// <param name="Text">The text, trimmed.</param>
/// <param name="Id">The event's identity: delivered again, it has the same.</param>
/// <param name="DisplayName">The author's name when the comment was stored.</param>
/// <param name="PostedAt">When the event was made.</param>
/// <param name="Sequence">Position in the topic's page at that time.</param>
internal sealed record Comment(
    [property: JsonPropertyName("userID"), JsonRequired] string UserId,
    [property: JsonPropertyName("comment"), JsonRequired] string Text,
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("displayName")] string? DisplayName,
    [property: JsonPropertyName("postedAt")] DateTimeOffset? PostedAt,
    [property: JsonPropertyName("sequence")] ulong? Sequence);
