using System.Buffers.Text;
using System.Security.Cryptography;
using Momento.Webhooks;

namespace Momento.Emulator.Webhooks;

/// <summary>A signing secret that can be shown to who may see it. Never prints itself.</summary>
internal sealed class WebhookSecret(string text)
{
    private const int Size = 32;

    public string Text => text;

    public SigningSecret Signing { get; } = new(text);

    public static WebhookSecret New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size)));
}
