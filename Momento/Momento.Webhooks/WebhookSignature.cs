using System.Buffers;
using System.Security.Cryptography;

namespace Momento.Webhooks;

/// <summary>Signs and verifies the raw bytes of a webhook's body. Verifying allocates nothing beside the platform's hash.</summary>
public static class WebhookSignature
{
    private const int HexLength = HmacSha3256.SizeInBytes * 2;
    private static readonly SearchValues<char> LowerCaseHex = SearchValues.Create("0123456789abcdef");

    /// <summary>The value of <see cref="WebhookHeaders.Signature"/> for a body.</summary>
    public static string Compute(ReadOnlySpan<byte> body, SigningSecret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        Span<byte> hash = stackalloc byte[HmacSha3256.SizeInBytes];
        HmacSha3256.HashData(secret.Key, body, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Whether one of <paramref name="secrets"/> signed exactly these bytes.</summary>
    /// <param name="body">The body as received, before any parsing.</param>
    /// <param name="signature">The header's value, if there was one.</param>
    /// <param name="secrets">The live secrets: the current one and, while it is being rotated, the one before.</param>
    public static SignatureVerification Verify(
        ReadOnlySpan<byte> body, ReadOnlySpan<char> signature, ReadOnlySpan<SigningSecret> secrets)
    {
        if (signature.IsEmpty)
        {
            return SignatureVerification.Missing;
        }

        Span<byte> claimed = stackalloc byte[HmacSha3256.SizeInBytes];
        if (!TryDecode(signature, claimed))
        {
            return SignatureVerification.Malformed;
        }

        Span<byte> expected = stackalloc byte[HmacSha3256.SizeInBytes];
        foreach (var secret in secrets)
        {
            HmacSha3256.HashData(secret.Key, body, expected);
            if (CryptographicOperations.FixedTimeEquals(expected, claimed))
            {
                return SignatureVerification.Valid;
            }
        }

        return SignatureVerification.Mismatch;
    }

    private static bool TryDecode(ReadOnlySpan<char> signature, Span<byte> destination) =>
        signature.Length == HexLength
        && !signature.ContainsAnyExcept(LowerCaseHex)
        && Convert.FromHexString(signature, destination, out _, out _) == OperationStatus.Done;
}
