using System.Text.Json.Serialization;

namespace CourseComments.WebhookService.Sequences;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Series))]
internal sealed partial class SequenceJsonContext : JsonSerializerContext;
