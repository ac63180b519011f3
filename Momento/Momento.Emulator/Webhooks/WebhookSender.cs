using System.Net.Http.Headers;
using System.Text.Json;
using Momento.Emulator.Configuration;
using Momento.Webhooks;

namespace Momento.Emulator.Webhooks;

/// <summary>Makes one signed attempt per event, as Momento does.</summary>
internal sealed partial class WebhookSender(TimeProvider time, EmulatorMetrics metrics, ILogger<WebhookSender> logger) : IDisposable
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(5);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    // Nothing that Momento would not send: no redirects, no cookies, no trace context. Local receivers need no proxy.
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Never fails, except that it is cancelled: what became of the delivery is logged and counted.</summary>
    public async Task SendAsync(WebhookOptions webhook, SignedDelivery delivery, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(AttemptTimeout, time);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = CreateRequest(webhook, delivery);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, attempt.Token);
            Record(webhook, delivery, response.IsSuccessStatusCode ? DeliveryOutcome.Delivered : DeliveryOutcome.Refused, (int)response.StatusCode);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Record(webhook, delivery, DeliveryOutcome.TimedOut);
        }
        catch (HttpRequestException)
        {
            Record(webhook, delivery, DeliveryOutcome.Unreachable);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The event as it is sent now.</summary>
    public SignedDelivery Sign(WebhookOptions webhook, WebhookEvent webhookEvent)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            webhookEvent with { PublishTimestamp = time.GetUtcNow().ToUnixTimeMilliseconds() },
            WebhookJsonContext.Default.WebhookEvent);
        return new SignedDelivery(webhookEvent.TopicSequenceNumber, body, WebhookSignature.Compute(body, webhook.SigningSecret));
    }

    private static HttpRequestMessage CreateRequest(WebhookOptions webhook, SignedDelivery delivery) => new(HttpMethod.Post, webhook.Url)
    {
        Content = new ByteArrayContent(delivery.Body) { Headers = { ContentType = Json } },
        Headers =
        {
            { "User-Agent", WebhookHeaders.UserAgent },
            { WebhookHeaders.Signature, delivery.Signature },
        },
    };

    private void Record(WebhookOptions webhook, SignedDelivery delivery, DeliveryOutcome outcome, int status = 0)
    {
        metrics.WebhookAttempted(outcome);
        if (outcome != DeliveryOutcome.Delivered)
        {
            Log.NotDelivered(logger, webhook.Name, delivery.SequenceNumber, outcome, status);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Webhook {Webhook} did not accept message {SequenceNumber}: {Outcome}, status {Status}")]
        public static partial void NotDelivered(ILogger logger, string webhook, ulong sequenceNumber, DeliveryOutcome outcome, int status);
    }
}
