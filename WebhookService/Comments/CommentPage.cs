using System.Text.Json.Serialization;

namespace CourseComments.WebhookService.Comments;

/// <summary>One page of a course's comments, newest first.</summary>
/// <param name="Comments">The comments.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
internal sealed record CommentPage(
    [property: JsonPropertyName("comments")] IReadOnlyList<Comment> Comments,
    [property: JsonPropertyName("nextCursor")] string? NextCursor);
