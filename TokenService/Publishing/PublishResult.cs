namespace CourseComments.TokenService.Publishing;

/// <summary>How publishing ended.</summary>
internal abstract record PublishResult
{
    private PublishResult()
    {
    }

    /// <summary>Momento took it; the webhook will list it.</summary>
    public sealed record Accepted : PublishResult;

    /// <summary>A field of the request is wrong.</summary>
    public sealed record Invalid(string Field, string Fault) : PublishResult;

    /// <summary>Over a limit; try again after this time.</summary>
    public sealed record RetryLater(TimeSpan After) : PublishResult;

    /// <summary>The caller is on the deny list.</summary>
    public sealed record Denied : PublishResult;

    /// <summary>Momento is away, or refuses.</summary>
    public sealed record Unavailable : PublishResult;
}
