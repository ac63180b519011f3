using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace Momento.Emulator.Auth;

/// <summary>
/// Makes keys and tokens of the form <c>claims.signature</c>, both Base64Url. One that was signed with another key, for
/// another purpose, or tampered with, does not verify.
/// </summary>
internal sealed class TokenSigner(SigningKey key)
{
    public string Sign<T>(T claims) where T : IMessage<T>
    {
        var payload = claims.ToByteArray();
        return $"{Base64Url.EncodeToString(payload)}.{Base64Url.EncodeToString(Signature<T>(payload))}";
    }

    /// <summary>The claims of a token that was signed for this kind of claims, else null. Expiry is the caller's to check.</summary>
    public T? Verify<T>(ReadOnlySpan<char> token, MessageParser<T> parser) where T : class, IMessage<T>
    {
        var dot = token.IndexOf('.');
        if (dot < 0 || Decode(token[..dot]) is not { } payload || Decode(token[(dot + 1)..]) is not { } signature)
        {
            return null;
        }

        return CryptographicOperations.FixedTimeEquals(Signature<T>(payload), signature) ? parser.ParseFrom(payload) : null;
    }

    /// <summary>The kind of claims is signed as well, or a token of one kind would be one of any other.</summary>
    private byte[] Signature<T>(byte[] payload)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(typeof(T).Name), 0, .. payload];
        return HMACSHA256.HashData(key.Current, signed);
    }

    private static byte[]? Decode(ReadOnlySpan<char> text) =>
        Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
