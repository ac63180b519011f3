using System.Text.Json.Serialization;

namespace Momento.Emulator.HttpApi;

/// <summary>The JSON of the HTTP API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PollResponse))]
internal sealed partial class HttpApiJsonContext : JsonSerializerContext;
