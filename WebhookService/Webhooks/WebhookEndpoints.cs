using CourseComments.Denials;
using CourseComments.ServiceDefaults.Configuration;
using CourseComments.ServiceDefaults.Errors;
using CourseComments.WebhookService.Comments;
using CourseComments.WebhookService.Sequences;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Webhooks;

internal static class WebhookEndpoints
{
    private const int MaxBodyBytes = 32 * 1024;
    private static readonly Utf8ContentHttpResult Receipt = TypedResults.Text("{}"u8, "application/json");

    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddValidatedOptions<WebhookOptions>(WebhookOptions.SectionName);
        services.AddDenyList(provider => provider.GetRequiredService<IOptions<CommentOptions>>().Value.CacheName);
        services.AddSingleton<SigningSecrets>();
        services.AddSingleton<WebhookVerifier>();
        services.AddSingleton<WebhookHandler>();
        services.AddSequences();
        services.AddSingleton<WebhookMetrics>();
    }

    public static void MapWebhooks(this IEndpointRouteBuilder app) => app.MapPost("/webhooks/momento", Receive).WithWebhookDocumentation();

    private static async Task<Results<Utf8ContentHttpResult, ProblemHttpResult>> Receive(
        HttpRequest request, WebhookVerifier verifier, WebhookHandler handler, WebhookMetrics metrics)
    {
        if (!IsJson(request.ContentType))
        {
            return NotJson();
        }

        using var body = await WebhookBody.ReadAsync(request, MaxBodyBytes);
        if (body is null)
        {
            return TooLarge();
        }

        string? signature = request.Headers[WebhookHeaders.Signature];
        var started = metrics.Start();
        var unproven = verifier.Verify(body.Bytes, signature, out var received);
        metrics.Verified(started);
        var outcome = unproven ?? await handler.HandleAsync(received!);
        metrics.Ended(outcome, received);
        return outcome switch
        {
            WebhookOutcome.Stored => Receipt,
            WebhookOutcome.InProgress { RetryAfter: var after } => Problems.BeingStored(request.HttpContext.Response, after),
            WebhookOutcome.Refused => Refused(),
            WebhookOutcome.Denied => Problems.Denied(),
            WebhookOutcome.Malformed malformed => Problems.InvalidRequest(malformed.Field, malformed.Fault),
            WebhookOutcome.NotStored { RetryAfter: { } after } => Problems.MomentoUnavailable(request.HttpContext.Response, after),
            _ => Problems.MomentoUnavailable(),
        };
    }

    internal static ProblemHttpResult NotJson() => Problems.Of(
        StatusCodes.Status415UnsupportedMediaType, ProblemTypes.UnsupportedMediaType, "A webhook is application/json.");

    internal static ProblemHttpResult TooLarge() => Problems.Of(
        StatusCodes.Status413PayloadTooLarge, ProblemTypes.ContentTooLarge, $"A webhook has at most {MaxBodyBytes} bytes.");

    internal static ProblemHttpResult Refused() => Problems.Of(
        StatusCodes.Status403Forbidden, ProblemTypes.WebhookRefused, "The webhook was refused.");

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);
}
