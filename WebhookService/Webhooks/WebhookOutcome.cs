namespace CourseComments.WebhookService.Webhooks;

/// <summary>How a webhook was dealt with.</summary>
internal abstract record WebhookOutcome
{
    private WebhookOutcome()
    {
    }

    /// <summary>The comment is in its course's list, once.</summary>
    /// <param name="Before">Whether an earlier delivery of the same event had stored it.</param>
    public sealed record Stored(bool Before) : WebhookOutcome;

    /// <summary>Another delivery of the same event may be storing it.</summary>
    public sealed record InProgress(TimeSpan RetryAfter) : WebhookOutcome;

    /// <summary>Not signed by Momento, too old, or from the future. The sender is not told which.</summary>
    public sealed record Refused : WebhookOutcome;

    /// <summary>Signed, but by somebody on the deny list.</summary>
    public sealed record Denied : WebhookOutcome;

    /// <summary>Signed, but no comment.</summary>
    public sealed record Malformed(string Field, string Fault) : WebhookOutcome;

    /// <summary>Momento's cache did not take it or was not asked, or it is not known who is denied.</summary>
    /// <param name="RetryAfter">When it may be asked, where that is known.</param>
    public sealed record NotStored(TimeSpan? RetryAfter = null) : WebhookOutcome;
}
