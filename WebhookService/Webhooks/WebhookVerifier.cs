using System.Text.Json;
using CourseComments.ServiceDefaults.Configuration;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Webhooks;

/// <summary>Proves that raw bytes are a fresh event of Momento's, before anything else looks at them.</summary>
internal sealed partial class WebhookVerifier(
    SigningSecrets secrets, LastValid<WebhookOptions> options, TimeProvider time, ILogger<WebhookVerifier> logger)
{
    /// <summary>Verifies the bytes, then parses them, then judges their age.</summary>
    /// <param name="body">The body as received.</param>
    /// <param name="signature">The signature header, if there was one.</param>
    /// <param name="received">The event, when there is no outcome yet.</param>
    /// <returns>Why it goes no further; null when it does.</returns>
    public WebhookOutcome? Verify(ReadOnlySpan<byte> body, string? signature, out WebhookEvent? received)
    {
        received = null;
        var verification = WebhookSignature.Verify(body, signature, secrets.Live);
        if (verification != SignatureVerification.Valid)
        {
            Log.BadSignature(logger, verification);
            return new WebhookOutcome.Refused();
        }

        try
        {
            received = JsonSerializer.Deserialize(body, WebhookJsonContext.Default.WebhookEvent);
        }
        catch (JsonException exception)
        {
            return new WebhookOutcome.Malformed(exception.Path ?? "$", "the body is not a webhook event.");
        }

        if (received is null)
        {
            return new WebhookOutcome.Malformed("$", "the body is not a webhook event.");
        }

        return IsFresh(received.PublishTimestamp) ? null : new WebhookOutcome.Refused();
    }

    private bool IsFresh(long publishTimestamp)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var limits = options.Current;
        if (publishTimestamp < now - (long)limits.MaxAge.TotalMilliseconds)
        {
            Log.TooOld(logger);
            return false;
        }

        if (publishTimestamp > now + (long)limits.MaxClockSkew.TotalMilliseconds)
        {
            Log.FromTheFuture(logger);
            return false;
        }

        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A webhook was refused: signature {Verification}.")]
        public static partial void BadSignature(ILogger logger, SignatureVerification verification);

        [LoggerMessage(2, LogLevel.Warning, "A webhook was refused: it is older than Webhooks:MaxAge.")]
        public static partial void TooOld(ILogger logger);

        [LoggerMessage(3, LogLevel.Warning, "A webhook was refused: it is further ahead than Webhooks:MaxClockSkew.")]
        public static partial void FromTheFuture(ILogger logger);
    }
}
