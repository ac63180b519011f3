using System.Buffers.Text;
using System.Security.Cryptography;
using Google.Protobuf;

namespace Momento.Emulator.Auth;

/// <summary>
/// Makes tokens of the form <c>claims.signature</c>, both Base64Url. The key lives as long as the process, so a
/// token of another run, or one that was tampered with, does not verify.
/// </summary>
internal sealed class DisposableTokenSigner
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);

    public string Sign(DisposableTokenClaims claims)
    {
        var payload = claims.ToByteArray();
        var signature = HMACSHA256.HashData(_key, payload);
        return $"{Base64Url.EncodeToString(payload)}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>The claims of a token that this process signed, else null. Expiry is the caller's to check.</summary>
    public DisposableTokenClaims? Verify(ReadOnlySpan<char> token)
    {
        var dot = token.IndexOf('.');
        if (dot < 0 || Decode(token[..dot]) is not { } payload || Decode(token[(dot + 1)..]) is not { } signature)
        {
            return null;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, payload, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature)
            ? DisposableTokenClaims.Parser.ParseFrom(payload)
            : null;
    }

    private static byte[]? Decode(ReadOnlySpan<char> text) =>
        Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
