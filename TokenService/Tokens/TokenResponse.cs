namespace CourseComments.TokenService.Tokens;

/// <summary>What a client needs to publish by itself. All times are ISO 8601, UTC.</summary>
/// <param name="Token">The disposable token, as an official Momento SDK takes it.</param>
/// <param name="Endpoint">Momento's endpoint: a host, or <c>http://host:port</c> for a local emulator.</param>
/// <param name="CacheName">The cache that holds the topic.</param>
/// <param name="TopicName">The topic to publish to.</param>
/// <param name="TokenId">The id under which the comments will be listed.</param>
/// <param name="ExpiresAt">When the token ends.</param>
/// <param name="RefreshAt">When to ask for the next one.</param>
/// <param name="ServerTime">The server's clock, for clients whose own is wrong.</param>
internal sealed record TokenResponse(
    string Token, string Endpoint, string CacheName, string TopicName, string TokenId,
    DateTimeOffset ExpiresAt, DateTimeOffset RefreshAt, DateTimeOffset ServerTime);
