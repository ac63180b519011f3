using Microsoft.Extensions.Options;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Webhooks;

/// <summary>The live signing secrets, the current one first; follows the configuration.</summary>
internal sealed class SigningSecrets : IDisposable
{
    private readonly IDisposable? _subscription;
    private volatile SigningSecret[] _live;

    public SigningSecrets(IOptionsMonitor<WebhookOptions> options)
    {
        _live = Of(options.CurrentValue);
        _subscription = options.OnChange(changed => _live = Of(changed));
    }

    public ReadOnlySpan<SigningSecret> Live => _live;

    public void Dispose() => _subscription?.Dispose();

    private static SigningSecret[] Of(WebhookOptions options) =>
        [.. new[] { options.SigningSecret, options.PreviousSigningSecret }
            .Where(secret => !string.IsNullOrEmpty(secret))
            .Select(secret => new SigningSecret(secret!))];
}
