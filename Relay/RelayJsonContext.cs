using System.Text.Json.Serialization;
using CourseComments.Relay.DeadLetters;
using CourseComments.Relay.Subscribing;

namespace CourseComments.Relay;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TopicPosition))]
[JsonSerializable(typeof(DeadLetter))]
internal sealed partial class RelayJsonContext : JsonSerializerContext;
