using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Momento.Webhooks;

namespace CourseComments.TestSupport.Refusals;

/// <summary>Makes the requests of the matrix, and keeps what of them nobody may find anywhere afterwards.</summary>
/// <param name="identity">The provider that the services trust.</param>
/// <param name="issuer">Its name.</param>
/// <param name="signingSecret">The webhook's.</param>
/// <param name="time">The services' clock.</param>
public sealed class RefusalRequests(TestIdentity identity, string issuer, string signingSecret, TimeProvider time)
{
    /// <summary>Who is on the deny list.</summary>
    public const string DeniedUser = "denied-learner";
    public const string LearnerRole = "learner";
    public const string AdminRole = "comments-admin";

    private const int TooLarge = (32 * 1024) + 1;
    private const string Text = "what-only-the-list-may-hold";
    private int _users;
    private readonly ConcurrentDictionary<string, string> _secrets = new() { [Text] = "a comment's text", [signingSecret] = "a signing secret" };

    /// <summary>Texts that no log, trace, metric or error may hold, and what they are.</summary>
    public IReadOnlyDictionary<string, string> Secrets => _secrets;

    /// <summary>A request at a door that has one fault.</summary>
    public HttpRequestMessage Create(string door, string fault) => door switch
    {
        RefusalMatrix.Tokens => WithBearer(HttpMethod.Post, "/api/tokens", fault, LearnerRole),
        RefusalMatrix.Publish => WithBearer(HttpMethod.Post, "/api/courses/refusals/comments", fault, LearnerRole, JsonContent.Create(
            new { comment = fault == RefusalMatrix.Oversize ? new string('x', TooLarge) : Text })),
        RefusalMatrix.Admin => WithBearer(HttpMethod.Get, "/api/admin/denied", fault, AdminRole),
        RefusalMatrix.Read => WithBearer(HttpMethod.Get, "/api/courses/refusals/comments", fault, LearnerRole),
        RefusalMatrix.Webhook => OfWebhook(fault),
        _ => throw new ArgumentOutOfRangeException(nameof(door), door, "is no door."),
    };

    /// <summary>Remembers a secret that an answer held.</summary>
    public void Learn(string secret, string what) => _secrets[secret] = what;

    private HttpRequestMessage WithBearer(HttpMethod method, string path, string fault, string role, HttpContent? content = null)
    {
        var user = fault switch
        {
            RefusalMatrix.Denied => DeniedUser,
            // Not one who asks often, whose token is reused, but many.
            RefusalMatrix.TooMany => $"learner-{Interlocked.Increment(ref _users)}",
            _ => $"learner-{path.Length}-{fault.Replace(' ', '-')}",
        };
        var claims = new (string, object)[] { ("roles", new[] { fault == RefusalMatrix.WrongRole ? "guest" : role }) };
        var request = new HttpRequestMessage(method, path)
        {
            Content = content ?? (fault == RefusalMatrix.Oversize ? new ByteArrayContent(new byte[TooLarge]) : null),
        };
        var bearer = BadBearers.Faults.Contains(fault)
            ? BadBearers.Of(fault, identity, issuer, user, claims)
            : identity.Token(user, "Only Readers See It", issuer: issuer, more: claims);
        if (bearer is not null)
        {
            _secrets[bearer] = $"a bearer token ({fault})";
            _secrets[bearer.Split('.')[^1] is { Length: > 0 } signature ? signature : bearer] = $"a bearer token's signature ({fault})";
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        return request;
    }

    private HttpRequestMessage OfWebhook(string fault)
    {
        var body = Body(fault);
        var signature = Signature(fault, body);
        var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/momento") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(fault == "no json" ? "text/plain" : "application/json");
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation(WebhookHeaders.Signature, signature);
            if (signature.Length > 0)
            {
                _secrets[signature] = $"a webhook's signature ({fault})";
            }
        }

        return request;
    }

    private byte[] Body(string fault)
    {
        var published = (time.GetUtcNow() + fault switch
        {
            "expired" => TimeSpan.FromMinutes(-5),
            "from the future" => TimeSpan.FromMinutes(5),
            _ => TimeSpan.Zero,
        }).ToUnixTimeMilliseconds();
        var text = fault == "no comment" ? $"{Text}, which is no JSON" : JsonSerializer.Serialize(new { courseId = "refusals", comment = Text });
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new WebhookEvent(
                fault == "wrong audience" ? "another-cache" : "course-comments",
                fault == "wrong topic" ? "another-topic" : "comment",
                published,
                published,
                TopicSequenceNumber: 1,
                fault switch { RefusalMatrix.Denied => DeniedUser, "no author" => "", _ => "taylor" },
                text),
            WebhookJsonContext.Default.WebhookEvent);
        return fault == RefusalMatrix.Oversize ? [.. body, .. Enumerable.Repeat((byte)' ', TooLarge)] : body;
    }

    private string? Signature(string fault, byte[] body) => fault switch
    {
        "missing" => null,
        "alg=none" => "",
        "malformed" => "no-hexadecimal-signature",
        "wrong key" => WebhookSignature.Compute(body, new SigningSecret("the secret of somebody else")),
        "wrong algorithm" => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(signingSecret), body)),
        _ => WebhookSignature.Compute(body, new SigningSecret(signingSecret)),
    };
}
