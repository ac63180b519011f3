namespace CourseComments.TokenService.Tokens;

/// <summary>A learner's publish-only token. Never prints the token itself.</summary>
/// <param name="Value">What an official SDK takes as disposable token.</param>
/// <param name="TokenId">The id that Momento attaches to everything published with it.</param>
/// <param name="ExpiresAt">When Momento stops accepting it.</param>
/// <param name="RefreshAt">When to fetch the next one.</param>
internal sealed record DisposableToken(string Value, string TokenId, DateTimeOffset ExpiresAt, DateTimeOffset RefreshAt)
{
    public override string ToString() => $"disposable token of {TokenId}";
}
