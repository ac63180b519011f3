namespace CourseComments.WebhookService.Webhooks;

/// <summary>How a webhook was dealt with.</summary>
internal abstract record WebhookOutcome
{
    private WebhookOutcome()
    {
    }

    /// <summary>The comment is in its course's list.</summary>
    public sealed record Stored : WebhookOutcome;

    /// <summary>Not signed by Momento, too old, or from the future. The sender is not told which.</summary>
    public sealed record Refused : WebhookOutcome;

    /// <summary>Signed, but by somebody on the deny list.</summary>
    public sealed record Denied : WebhookOutcome;

    /// <summary>Signed, but no comment.</summary>
    public sealed record Malformed(string Field, string Fault) : WebhookOutcome;

    /// <summary>Momento's cache did not take it, or it is not known who is denied.</summary>
    public sealed record NotStored : WebhookOutcome;
}
