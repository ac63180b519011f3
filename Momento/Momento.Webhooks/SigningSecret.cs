using System.Text;

namespace Momento.Webhooks;

/// <summary>A webhook's signing secret. Never prints itself.</summary>
public sealed class SigningSecret
{
    private readonly byte[] _key;

    /// <param name="value">The secret as Momento shows it; its UTF-8 bytes are the key.</param>
    /// <exception cref="ArgumentException">The secret is empty.</exception>
    public SigningSecret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _key = Encoding.UTF8.GetBytes(value);
    }

    internal ReadOnlySpan<byte> Key => _key;

    public override string ToString() => "(secret)";
}
