using System.Buffers.Text;
using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Http.Features;
using Momento.Emulator.Auth;

namespace Momento.Emulator.HttpApi;

/// <summary>What requests of the HTTP API carry in their headers and query.</summary>
internal static class HttpApiRequest
{
    /// <summary>The key or token is in the header or in the query, and not in both.</summary>
    public static Credential Authenticate(this HttpRequest request, CredentialResolver credentials)
    {
        var header = request.Headers.Authorization.ToString();
        var query = request.Query["token"].ToString();
        return header.Length > 0 && query.Length > 0
            ? throw MomentoErrors.InvalidArgument("The token must be in the Authorization header or in the query, not in both")
            : credentials.Resolve(header.Length > 0 ? header : query);
    }

    /// <summary>
    /// A name in the path, counted from its end. The server leaves %2F alone, and then it cannot be told from %252F:
    /// such a name is read from what was sent.
    /// </summary>
    public static string Name(this HttpRequest request, string routed, int fromEnd)
    {
        if (!routed.Contains("%2F", StringComparison.OrdinalIgnoreCase))
        {
            return routed;
        }

        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return Uri.UnescapeDataString(target.Split('?')[0].TrimEnd('/').Split('/')[^fromEnd]);
    }

    /// <summary>The key as text, or Base64 URL-encoded when it is binary.</summary>
    public static ByteString Key(this HttpRequest request)
    {
        var text = request.Query["key"].ToString();
        var encoded = request.Query["key_base64"].ToString();
        if ((text.Length > 0) == (encoded.Length > 0))
        {
            throw MomentoErrors.InvalidArgument("Either key or key_base64 is needed");
        }

        if (text.Length > 0)
        {
            return ByteString.CopyFromUtf8(text);
        }

        return Base64Url.IsValid(encoded)
            ? UnsafeByteOperations.UnsafeWrap(Base64Url.DecodeFromChars(encoded))
            : throw MomentoErrors.InvalidArgument("key_base64 must be Base64 URL-encoded");
    }

    public static uint? Number(this HttpRequest request, string name) => (uint?)request.LongNumber(name, uint.MaxValue);

    public static ulong? LongNumber(this HttpRequest request, string name, ulong maximum = ulong.MaxValue)
    {
        var text = request.Query[name].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= maximum
            ? number
            : throw MomentoErrors.InvalidArgument($"{name} must be a number");
    }
}
