namespace CourseComments.TokenService.Tokens;

/// <summary>How asking for a token ended.</summary>
internal abstract record TokenResult
{
    private TokenResult()
    {
    }

    /// <summary>Here it is.</summary>
    public sealed record Issued(DisposableToken Token) : TokenResult;

    /// <summary>The account mints as fast as it may; the caller's place comes after this time.</summary>
    public sealed record RetryLater(TimeSpan After) : TokenResult;

    /// <summary>The caller is on the deny list.</summary>
    public sealed record Denied : TokenResult;

    /// <summary>Momento is away, or it is not known who is denied.</summary>
    public sealed record Unavailable : TokenResult;
}
