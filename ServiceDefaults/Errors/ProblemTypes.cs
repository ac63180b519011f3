namespace CourseComments.ServiceDefaults.Errors;

/// <summary>The stable <c>type</c> of every problem (RFC 9457) that a caller can tell apart. See docs/api.md.</summary>
public static class ProblemTypes
{
    private const string Prefix = "urn:coursecomments:problem:";

    /// <summary>A field of the request has a value that it cannot have; <c>errors</c> names it.</summary>
    public const string InvalidRequest = Prefix + "invalid-request";

    /// <summary>No valid bearer token.</summary>
    public const string Unauthenticated = Prefix + "unauthenticated";

    /// <summary>The caller may not do this.</summary>
    public const string Forbidden = Prefix + "forbidden";

    /// <summary>The token id is on the deny list.</summary>
    public const string Denied = Prefix + "denied";

    /// <summary>The webhook's signature or age was refused.</summary>
    public const string WebhookRefused = Prefix + "webhook-refused";

    /// <summary>The body is larger than the endpoint takes.</summary>
    public const string ContentTooLarge = Prefix + "content-too-large";

    /// <summary>The content type is not one that the endpoint takes.</summary>
    public const string UnsupportedMediaType = Prefix + "unsupported-media-type";

    /// <summary>Too many requests; <c>Retry-After</c> says when to come back.</summary>
    public const string TooManyRequests = Prefix + "too-many-requests";

    /// <summary>Momento cannot be reached or did not take the request. Nothing was stored.</summary>
    public const string MomentoUnavailable = Prefix + "momento-unavailable";

    /// <summary>Another delivery of the same event may be storing it; <c>Retry-After</c> says when that can be told.</summary>
    public const string BeingStored = Prefix + "being-stored";

    /// <summary>Nothing is here.</summary>
    public const string NotFound = Prefix + "not-found";

    /// <summary>The endpoint exists, but not for this method.</summary>
    public const string MethodNotAllowed = Prefix + "method-not-allowed";

    /// <summary>A service behind the gateway is away, or took too long.</summary>
    public const string ServiceUnavailable = Prefix + "service-unavailable";

    /// <summary>Our fault.</summary>
    public const string Internal = Prefix + "internal";

    /// <summary>The type of a status that was set without saying more.</summary>
    internal static string? ForStatus(int status) => status switch
    {
        400 => InvalidRequest,
        401 => Unauthenticated,
        403 => Forbidden,
        404 => NotFound,
        405 => MethodNotAllowed,
        413 => ContentTooLarge,
        415 => UnsupportedMediaType,
        429 => TooManyRequests,
        500 => Internal,
        502 or 503 or 504 => ServiceUnavailable,
        _ => null,
    };
}
