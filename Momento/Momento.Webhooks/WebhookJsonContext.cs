using System.Text.Json.Serialization;

namespace Momento.Webhooks;

/// <summary>Serialization of <see cref="WebhookEvent"/>; unknown members are ignored, missing or null ones refused.</summary>
[JsonSourceGenerationOptions(RespectNullableAnnotations = true)]
[JsonSerializable(typeof(WebhookEvent))]
public sealed partial class WebhookJsonContext : JsonSerializerContext;
