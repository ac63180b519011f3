using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CourseComments.WebhookService.Comments;

[JsonSourceGenerationOptions(RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Comment))]
[JsonSerializable(typeof(CommentPage))]
internal sealed partial class CommentJsonContext : JsonSerializerContext
{
    /// <summary>For list elements, which may hold 128 KB at most: text as it is, <c>\u</c> escapes only beyond the BMP, nothing that is null.</summary>
    public static CommentJsonContext Stored { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}
