using System.Text.Json;
using System.Text.Json.Serialization;

namespace Momento.Emulator.Auth;

/// <summary>
/// The form in which SDKs hand keys on: Base64 of <c>{"endpoint","api_key"}</c>. SDKs send what is inside; whoever calls
/// without one may send it as it is.
/// </summary>
internal sealed partial record V1Token([property: JsonPropertyName("api_key")] string? ApiKey)
{
    /// <summary>The key inside, or null when the text is not of this form.</summary>
    public static string? Unwrap(string text)
    {
        var json = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, json, out var length))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(json.AsSpan(0, length), JsonContext.Default.V1Token)?.ApiKey;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [JsonSerializable(typeof(V1Token))]
    private sealed partial class JsonContext : JsonSerializerContext;
}
