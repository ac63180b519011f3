using CourseComments.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CourseComments.ServiceDefaults.OpenApi;

/// <summary>The problems that more than one operation has, each described once.</summary>
public static class DocumentedProblems
{
    /// <summary>400 for a field; the example names one.</summary>
    public static DocumentedProblem InvalidRequest(string field, string fault) => new(
        "invalid-request", "A field has a value that it cannot have; `errors` names it.", Problems.InvalidRequest(field, fault));

    /// <summary>400 for a body that is no JSON of the right shape.</summary>
    public static DocumentedProblem UnreadableBody { get; } = new(
        "unreadable-body", "The body is not the JSON that the operation takes.",
        Bare(StatusCodes.Status400BadRequest, ProblemTypes.InvalidRequest));

    /// <summary>401; comes with every operation that requires authorization.</summary>
    public static DocumentedProblem Unauthenticated { get; } = new(
        "unauthenticated", "The bearer token is missing or not valid.",
        Bare(StatusCodes.Status401Unauthorized, ProblemTypes.Unauthenticated), DocumentedHeader.WwwAuthenticate);

    /// <summary>403 by a policy.</summary>
    /// <param name="when">What the caller lacks.</param>
    public static DocumentedProblem Forbidden(string when) => new(
        "forbidden", when, Bare(StatusCodes.Status403Forbidden, ProblemTypes.Forbidden));

    /// <summary>403 for who is on the deny list.</summary>
    public static DocumentedProblem Denied { get; } = new("denied", "The token id is on the deny list.", Problems.Denied());

    /// <summary>404.</summary>
    /// <param name="when">What there is none of.</param>
    public static DocumentedProblem NotFound(string when) => new(
        "not-found", when, Bare(StatusCodes.Status404NotFound, ProblemTypes.NotFound));

    /// <summary>413 of the server, for a body that is read by it.</summary>
    public static DocumentedProblem ContentTooLarge { get; } = new(
        "content-too-large", "The body has more than 32 KiB.",
        Bare(StatusCodes.Status413PayloadTooLarge, ProblemTypes.ContentTooLarge));

    /// <summary>415 of the server, for a body that is read by it.</summary>
    public static DocumentedProblem UnsupportedMediaType { get; } = new(
        "unsupported-media-type", "The body is not `application/json`.",
        Bare(StatusCodes.Status415UnsupportedMediaType, ProblemTypes.UnsupportedMediaType));

    /// <summary>429.</summary>
    /// <param name="when">Which limit it is.</param>
    public static DocumentedProblem TooManyRequests(string when) => new(
        "too-many-requests", when,
        Problems.TooManyRequests(new DefaultHttpContext().Response, TimeSpan.FromSeconds(2)), DocumentedHeader.RetryAfter);

    /// <summary>503 while another delivery may be at it. Its <c>Retry-After</c> is told in words: not every 503 has one.</summary>
    public static DocumentedProblem BeingStored { get; } = new(
        "being-stored", "Another delivery of the same event may be storing it. Deliver it again after `Retry-After`.",
        Problems.BeingStored(new DefaultHttpContext().Response, TimeSpan.FromSeconds(10)));

    /// <summary>503 for want of Momento.</summary>
    public static DocumentedProblem MomentoUnavailable { get; } = new(
        "momento-unavailable", "Momento is away, slow or over its limits. Nothing was stored.", Problems.MomentoUnavailable());

    /// <summary>What any operation may answer: our own fault, and what the gateway says instead of the service behind it.</summary>
    internal static IReadOnlyList<DocumentedProblem> OfAnyOperation { get; } =
    [
        new(
            "over-the-gateways-limit", "The gateway takes no more requests from this caller for now.",
            Problems.TooManyRequests(new DefaultHttpContext().Response, TimeSpan.FromSeconds(2)), DocumentedHeader.RetryAfter),
        new("internal", "Our fault; nothing of it is shown.", Bare(StatusCodes.Status500InternalServerError, ProblemTypes.Internal)),
        new("service-away", "The service behind the gateway cannot be reached.", Bare(StatusCodes.Status502BadGateway, ProblemTypes.ServiceUnavailable)),
        new("service-unavailable", "No service behind the gateway takes requests.", Bare(StatusCodes.Status503ServiceUnavailable, ProblemTypes.ServiceUnavailable)),
        new("service-too-slow", "The service behind the gateway took too long.", Bare(StatusCodes.Status504GatewayTimeout, ProblemTypes.ServiceUnavailable)),
    ];

    /// <summary>As status-code pages write it: the title is the status' own.</summary>
    private static ProblemHttpResult Bare(int status, string type) => TypedResults.Problem(statusCode: status, type: type);
}
