using CourseComments.ServiceDefaults.Configuration;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Webhooks;

/// <summary>The live signing secrets, the current one first; follows the configuration.</summary>
internal sealed class SigningSecrets(LastValid<WebhookOptions> options)
{
    private volatile Secrets _live = new(options.Current);

    public ReadOnlySpan<SigningSecret> Live
    {
        get
        {
            var live = _live;
            if (live.Options != options.Current)
            {
                _live = live = new Secrets(options.Current);
            }

            return live.All;
        }
    }

    /// <summary>Made once for each change, as deriving a key from a secret costs.</summary>
    private sealed class Secrets(WebhookOptions options)
    {
        public WebhookOptions Options => options;

        public SigningSecret[] All { get; } =
            [.. new[] { options.SigningSecret, options.PreviousSigningSecret }
                .Where(secret => !string.IsNullOrEmpty(secret))
                .Select(secret => new SigningSecret(secret!))];
    }
}
