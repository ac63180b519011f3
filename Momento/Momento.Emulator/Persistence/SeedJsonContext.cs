using System.Text.Json.Serialization;

namespace Momento.Emulator.Persistence;

/// <summary>The JSON of seed files. What is not known is a mistake.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SeedFile))]
internal sealed partial class SeedJsonContext : JsonSerializerContext;
