using CourseComments.ServiceDefaults.OpenApi;
using CourseComments.WebhookService.OpenApi;
using Microsoft.OpenApi;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Webhooks;

internal static class WebhookDocumentation
{
    private static readonly DocumentedParameter Signature = new(
        ParameterLocation.Header, WebhookHeaders.Signature,
        "Lower-case hexadecimal HMAC-SHA3-256 of the raw body, keyed with the webhook's signing secret.",
        () => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9a-f]{64}$" },
        IsRequired: true, Example: "b43f72787eb66410ff110295b036ef828e5686af21b414ce092f02c05deea3da");

    private static readonly DocumentedParameter UserAgent = new(
        ParameterLocation.Header, "User-Agent", "What Momento's deliveries carry; not looked at.",
        () => new OpenApiSchema { Type = JsonSchemaType.String }, Example: WebhookHeaders.UserAgent);

    private static readonly WebhookEvent Example = new(
        "course-comments", "comment", EventTimestamp: 1_773_480_413_000, PublishTimestamp: 1_773_480_413_012, TopicSequenceNumber: 2,
        "taylor", """{"courseId":123,"comment":"This course is awesome!"}""");

    /// <summary>An empty object.</summary>
    private sealed record Receipt;

    public static RouteHandlerBuilder WithWebhookDocumentation(this RouteHandlerBuilder endpoint) => endpoint
        .WithOperation(
            "receiveMomentoEvent", OpenApiExtensions.WebhooksTag, "Receive an event of Momento's",
            """
            Momento posts every message of the topic here, signed. The author of the comment is `token_id`, whatever the
            message says; `text` is the message: `{"courseId": …, "comment": …}`.

            2xx means stored. Anything else means not stored.
            """)
        .WithParameter(Signature)
        .WithParameter(UserAgent)
        .WithRequest("The event, at most 32 KiB.", Example)
        .WithAnswer(StatusCodes.Status200OK, "The comment is listed.", new Receipt())
        .WithProblems(
            DocumentedProblems.InvalidRequest("token_id", "is empty: the publisher's token carried no id."),
            new("refused", "The signature is missing or wrong, or the event is too old or from the future: which, is not said.", WebhookEndpoints.Refused()),
            DocumentedProblems.Denied,
            new("too-large", "The body has more than 32 KiB.", WebhookEndpoints.TooLarge()),
            new("not-json", "The body is not `application/json`.", WebhookEndpoints.NotJson()),
            DocumentedProblems.BeingStored,
            DocumentedProblems.MomentoUnavailable);
}
