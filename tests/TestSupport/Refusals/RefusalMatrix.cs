namespace CourseComments.TestSupport.Refusals;

/// <summary>Who is refused what, everywhere. Each service is held to its doors, and the gateway to all of them.</summary>
public static class RefusalMatrix
{
    public const string Tokens = "tokens", Publish = "publish", Admin = "admin", Read = "read", Webhook = "webhook";

    /// <summary>Not a fault: the control that shows that the rest of the request is right.</summary>
    public const string None = "none";
    public const string WrongRole = "wrong role", Denied = "denied", Oversize = "oversize", TooMany = "too many";

    public static readonly IReadOnlyList<string> Doors = [Tokens, Publish, Read, Admin, Webhook];

    /// <summary>What TokenService refuses.</summary>
    public static IEnumerable<Refusal> OfTokenService =>
    [
        new(Tokens, None, 200, null), new(Publish, None, 202, null), new(Admin, None, 200, null),
        .. BadBearers.Faults.SelectMany(fault => new[] { Tokens, Publish, Admin }.Select(door => new Refusal(door, fault, 401, "unauthenticated"))),
        new(Tokens, WrongRole, 403, "forbidden"), new(Publish, WrongRole, 403, "forbidden"), new(Admin, WrongRole, 403, "forbidden"),
        new(Tokens, Denied, 403, "denied"), new(Publish, Denied, 403, "denied"), new(Admin, Denied, 403, "denied"),
        new(Publish, Oversize, 413, "content-too-large"),
        new(Tokens, TooMany, 429, "too-many-requests"), new(Publish, TooMany, 429, "too-many-requests"),
    ];

    /// <summary>What WebhookService refuses; its readers need a bearer token here.</summary>
    public static IEnumerable<Refusal> OfWebhookService =>
    [
        new(Read, None, 200, null), new(Webhook, None, 200, null),
        .. BadBearers.Faults.Select(fault => new Refusal(Read, fault, 401, "unauthenticated")),
        new(Webhook, "missing", 403, "webhook-refused"),
        new(Webhook, "malformed", 403, "webhook-refused"),
        new(Webhook, "expired", 403, "webhook-refused"),
        new(Webhook, "from the future", 403, "webhook-refused"),
        new(Webhook, "wrong key", 403, "webhook-refused"),
        new(Webhook, "wrong algorithm", 403, "webhook-refused"),
        new(Webhook, "alg=none", 403, "webhook-refused"),
        new(Webhook, "wrong audience", 400, "invalid-request"),
        new(Webhook, "wrong topic", 400, "invalid-request"),
        new(Webhook, "no author", 400, "invalid-request"),
        new(Webhook, "no comment", 400, "invalid-request"),
        new(Webhook, "no json", 415, "unsupported-media-type"),
        new(Webhook, Denied, 403, "denied"),
        new(Webhook, Oversize, 413, "content-too-large"),
    ];

    /// <summary>What nobody gets past the public door with: all of it, and what only the gateway refuses.</summary>
    public static IEnumerable<Refusal> OfGateway =>
    [
        .. OfTokenService.Where(refusal => refusal.Fault != TooMany),
        .. OfWebhookService,
        new(Tokens, Oversize, 413, "content-too-large"),
        new(Read, Oversize, 413, "content-too-large"),
        new(Admin, Oversize, 413, "content-too-large"),
        .. Doors.Select(door => new Refusal(door, TooMany, 429, "too-many-requests")),
    ];
}
