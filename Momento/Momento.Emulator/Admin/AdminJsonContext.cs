using System.Text.Json.Serialization;
using Momento.Emulator.Webhooks;

namespace Momento.Emulator.Admin;

/// <summary>The JSON of the admin routes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<DeliveryRecord>))]
[JsonSerializable(typeof(DeliveryRecord))]
[JsonSerializable(typeof(ClockChange))]
[JsonSerializable(typeof(ClockState))]
internal sealed partial class AdminJsonContext : JsonSerializerContext;
