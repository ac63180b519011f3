using CourseComments.ServiceDefaults.OpenApi;
using CourseComments.TokenService.OpenApi;

namespace CourseComments.TokenService.Tokens;

internal static class TokenDocumentation
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    private static readonly TokenResponse Example = new(
        "the-disposable-token", "cell-4-us-west-2-1.prod.a.momentohq.com", "course-comments", "comment", "taylor",
        ExpiresAt: Now.AddMinutes(30), RefreshAt: Now.AddMinutes(24), ServerTime: Now);

    public static RouteHandlerBuilder WithTokenDocumentation(this RouteHandlerBuilder endpoint) => endpoint
        .WithOperation(
            "issueToken", OpenApiExtensions.TokensTag, "Get a disposable token",
            """
            The token publishes to one topic and does nothing else. Comments published with it are listed under `tokenId`,
            which is the authenticated subject: a body, if there is one, is ignored.

            Fetch the next one at `refreshAt`. A learner's token is reused until then, whoever asks.
            """)
        .WithAnswer(StatusCodes.Status200OK, "The caller's token.", Example, DocumentedHeader.NoStore)
        .WithProblems(
            DocumentedProblems.Forbidden("The caller lacks a role or scope that learners need."),
            NoSubject,
            DocumentedProblems.Denied,
            DocumentedProblems.ContentTooLarge,
            DocumentedProblems.TooManyRequests("Tokens are minted as fast as Momento allows. `Retry-After` is the caller's own turn."),
            DocumentedProblems.MomentoUnavailable);

    internal static DocumentedProblem NoSubject { get; } =
        new("no-subject", "The bearer token names no subject.", TokenEndpoints.NoSubject());
}
