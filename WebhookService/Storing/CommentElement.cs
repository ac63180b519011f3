using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CourseComments.WebhookService.Comments;

namespace CourseComments.WebhookService.Storing;

/// <summary>
/// A comment as one attempt to store it writes it. Every attempt but the first adds its number: no two attempts write the
/// same bytes, so that one's can be removed. A relayed comment has its topic's page as well. Readers pass over both.
/// </summary>
internal static class CommentElement
{
    /// <summary>How many are fetched at once at most: an element has 12 KB, three times its message, as what is beyond the BMP is escaped; an answer of Momento has 5 MB.</summary>
    public const int MaxFetched = 200;

    private const string IdName = "id";
    private const string AttemptName = "attempt";

    /// <param name="comment">What is stored.</param>
    /// <param name="page">The topic's page, where its event says it.</param>
    /// <param name="attempt">From 1.</param>
    public static byte[] Of(Comment comment, ulong? page, int attempt)
    {
        var element = JsonSerializer.SerializeToUtf8Bytes(comment, CommentJsonContext.Stored.Comment);
        if (page is null && attempt == 1)
        {
            return element;
        }

        var more = JsonNode.Parse(element)!.AsObject();
        if (page is not null)
        {
            more[CommentPlace.PageName] = page;
        }

        if (attempt > 1)
        {
            more[AttemptName] = attempt;
        }

        return Encoding.UTF8.GetBytes(more.ToJsonString(CommentJsonContext.Stored.Options));
    }

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
            using var document = JsonDocument.Parse(element);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty(IdName, out var found)
                && found.ValueKind == JsonValueKind.String && found.ValueEquals(id)
                ? NumberOf(root)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int NumberOf(JsonElement root) =>
        root.TryGetProperty(AttemptName, out var attempt) && attempt.ValueKind == JsonValueKind.Number && attempt.TryGetInt32(out var number)
            ? number
            : 1;
}
