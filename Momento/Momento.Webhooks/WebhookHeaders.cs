namespace Momento.Webhooks;

/// <summary>What Momento's deliveries carry besides the body.</summary>
public static class WebhookHeaders
{
    /// <summary>Lower-case hexadecimal HMAC-SHA3-256 of the raw body.</summary>
    public const string Signature = "momento-signature";

    /// <summary>The <c>User-Agent</c> of every delivery.</summary>
    public const string UserAgent = "Momento/1.0 (Webhooks; +https://docs.momentohq.com/topics/webhooks)";
}
