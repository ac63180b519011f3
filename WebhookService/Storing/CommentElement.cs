using System.Text;
using System.Text.Json;
using CourseComments.WebhookService.Comments;

namespace CourseComments.WebhookService.Storing;

/// <summary>A comment as one attempt to store it writes it: no two attempts write the same bytes, so that one's can be removed.</summary>
internal static class CommentElement
{
    public static byte[] Of(Comment comment, int attempt) => JsonSerializer.SerializeToUtf8Bytes(
        attempt == 1 ? comment : comment with { Attempt = attempt }, CommentJsonContext.Stored.Comment);

    /// <summary>The attempt that wrote an element for a comment.</summary>
    /// <returns>Null for an element of another comment, and for what is no comment at all.</returns>
    public static int? AttemptOf(byte[] element, string id)
    {
        // Nearly all are of others; only what has the id somewhere is worth parsing.
        if (element.AsSpan().IndexOf(Encoding.UTF8.GetBytes(id)) < 0)
        {
            return null;
        }

        try
        {
            var comment = JsonSerializer.Deserialize(element, CommentJsonContext.Default.Comment);
            return comment?.Id == id ? comment.Attempt ?? 1 : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
