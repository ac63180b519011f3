using System.Text;
using System.Text.Json;

namespace Momento.Client;

/// <summary>What is sent for a key or token.</summary>
internal static class MomentoKey
{
    /// <summary>
    /// The inner key of the base64 of <c>{"endpoint","api_key"}</c>, which V1 keys and disposable tokens come as; anything else
    /// (a JWT) as it is.
    /// </summary>
    public static string Unwrap(string key)
    {
        var buffer = new byte[key.Length];
        if (!Convert.TryFromBase64String(key, buffer, out var length) || length == 0)
        {
            return key;
        }

        try
        {
            using var json = JsonDocument.Parse(buffer.AsMemory(0, length));
            return json.RootElement.ValueKind is JsonValueKind.Object
                && json.RootElement.TryGetProperty("api_key", out var inner)
                && inner.ValueKind is JsonValueKind.String
                ? inner.GetString()!
                : key;
        }
        catch (JsonException)
        {
            return key;
        }
    }

    /// <summary>Whether metadata can carry it.</summary>
    public static bool IsSendable(string key) => Ascii.IsValid(key) && !key.Any(char.IsControl);
}
