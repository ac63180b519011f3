using System.Text.Json.Serialization;

namespace CourseComments.WebhookService.Storing;

[JsonSerializable(typeof(CommentPlace))]
internal sealed partial class StoringJsonContext : JsonSerializerContext;
