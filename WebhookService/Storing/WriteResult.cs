namespace CourseComments.WebhookService.Storing;

/// <summary>What is known of a comment after an attempt to store it.</summary>
internal abstract record WriteResult
{
    private WriteResult()
    {
    }

    /// <summary>It is in its course's list once, or was before newer ones pushed it out.</summary>
    /// <param name="Before">Whether an earlier delivery had stored it.</param>
    public sealed record Listed(bool Before) : WriteResult;

    /// <summary>Another delivery may be storing it.</summary>
    /// <param name="RetryAfter">When that can be told.</param>
    public sealed record InProgress(TimeSpan RetryAfter) : WriteResult;

    /// <summary>Momento was not asked: too much is under way, or too much has failed.</summary>
    /// <param name="RetryAfter">When it may be.</param>
    public sealed record NotTried(TimeSpan RetryAfter) : WriteResult;

    /// <summary>Momento did not confirm. The next delivery finds out what happened.</summary>
    public sealed record Unknown : WriteResult;
}
