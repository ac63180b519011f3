using System.Buffers.Text;
using System.Text.Json;
using Momento.Sdk.Exceptions;

namespace Momento.Sdk.Internal;

/// <summary>Tells Momento's kinds of keys apart; no message repeats a key.</summary>
internal static class ApiKeyFormat
{
    public static bool IsV2(string key) =>
        !TryDecodeBase64(key, out _) && JwtClaims(key) is { } claims && Text(claims, "t") == "g";

    /// <summary>The key to send and the hosts that a V1 key, disposable token or legacy key names.</summary>
    public static (string AuthToken, string Control, string Cache, string Token) Decode(string key)
    {
        if (TryDecodeBase64(key, out var json))
        {
            return TryParse(json) is { } v1 && Text(v1, "api_key") is { } apiKey && Text(v1, "endpoint") is { } endpoint
                ? (apiKey, "control." + endpoint, "cache." + endpoint, "token." + endpoint)
                : throw Invalid();
        }

        return JwtClaims(key) is { } legacy && Text(legacy, "cp") is { } control && Text(legacy, "c") is { } cache
            ? (key, control, cache, cache)
            : throw Invalid();
    }

    private static InvalidArgumentException Invalid() => new("The supplied Momento authToken is not valid.");

    private static bool TryDecodeBase64(string text, out ReadOnlyMemory<byte> bytes)
    {
        var buffer = new byte[text.Length];
        var decoded = Convert.TryFromBase64String(text, buffer, out var length);
        bytes = buffer.AsMemory(0, length);
        return decoded;
    }

    private static JsonElement? JwtClaims(string jwt) =>
        jwt.Split('.') is [_, var payload, _] && Base64Url.IsValid(payload) ? TryParse(Base64Url.DecodeFromChars(payload)) : null;

    private static JsonElement? TryParse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
        && value.GetString() is { Length: > 0 } text ? text : null;
}
