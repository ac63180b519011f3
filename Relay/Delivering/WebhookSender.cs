using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CourseComments.ServiceDefaults.Configuration;
using CourseComments.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Momento.Webhooks;

namespace CourseComments.Relay.Delivering;

/// <summary>Posts one event as Momento would: signed, and stamped with the time of this attempt.</summary>
internal sealed class WebhookSender(
    IHttpClientFactory clients, LastValid<SigningOptions> signing, IOptions<RelayOptions> options, TimeProvider time)
{
    public const string ClientName = "webhooks";
    private const string Path = "webhooks/momento";

    public async Task<SendResult> SendAsync(WebhookEvent webhookEvent)
    {
        // Not cancelled by a shutdown: what was begun is ended, within the time that the receiver has.
        using var timeout = new CancellationTokenSource(options.Value.Timeout, time);
        try
        {
            using var request = Sign(webhookEvent with { PublishTimestamp = time.GetUtcNow().ToUnixTimeMilliseconds() });
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, timeout.Token);
            return await JudgeAsync(response, timeout.Token);
        }
        catch (HttpRequestException exception)
        {
            return new SendResult.NotYet(exception.HttpRequestError.ToString(), null);
        }
        catch (OperationCanceledException)
        {
            return new SendResult.NotYet("Timeout", null);
        }
        catch (Exception exception)
        {
            // Whatever it is: no message is lost for it.
            return new SendResult.NotYet(exception.GetType().Name, null);
        }
    }

    private HttpRequestMessage Sign(WebhookEvent webhookEvent)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(webhookEvent, WebhookJsonContext.Default.WebhookEvent);
        var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var secret = new SigningSecret(signing.Current.SigningSecret!);
        request.Headers.Add(WebhookHeaders.Signature, WebhookSignature.Compute(body, secret));
        return request;
    }

    private static async Task<SendResult> JudgeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var reason = $"{(int)response.StatusCode}";
        return response.StatusCode switch
        {
            _ when response.IsSuccessStatusCode => new SendResult.Stored(),
            HttpStatusCode.Forbidden => await IsDeniedAsync(response, cancellationToken)
                ? new SendResult.Denied()
                // Signature or age: a secret or a clock is wrong, and no message is to blame.
                : new SendResult.NotYet(reason, null),
            HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType
                or HttpStatusCode.UnprocessableEntity => new SendResult.Malformed(reason),
            _ => new SendResult.NotYet(reason, response.Headers.RetryAfter),
        };
    }

    private static async Task<bool> IsDeniedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return (await response.Content.ReadFromJsonAsync<ProblemDetails>(cancellationToken))?.Type == ProblemTypes.Denied;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
