using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;

namespace Momento.Webhooks;

/// <summary>HMAC-SHA3-256 from the platform where it has SHA-3 (not on macOS), else from BouncyCastle.</summary>
internal static class HmacSha3256
{
    public const int SizeInBytes = 32;

    public static void HashData(ReadOnlySpan<byte> key, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (HMACSHA3_256.IsSupported)
        {
            HMACSHA3_256.HashData(key, source, destination);
        }
        else
        {
            HashDataManaged(key, source, destination);
        }
    }

    internal static void HashDataManaged(ReadOnlySpan<byte> key, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var hmac = new HMac(new Sha3Digest(256));
        hmac.Init(new KeyParameter(key));
        hmac.BlockUpdate(source);
        hmac.DoFinal(destination);
    }
}
