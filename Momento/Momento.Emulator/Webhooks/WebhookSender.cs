using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Momento.Emulator.Configuration;
using Momento.Webhooks;

namespace Momento.Emulator.Webhooks;

/// <summary>Makes one signed attempt per event, as Momento does.</summary>
internal sealed partial class WebhookSender(TimeProvider time, DeliveryLog deliveries, EmulatorMetrics metrics, ILogger<WebhookSender> logger) : IDisposable
{
    private const int MaximumKeptAnswer = 4096;
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
    public async Task<DeliveryRecord> SendAsync(WebhookOptions webhook, SignedDelivery delivery, CancellationToken cancellationToken)
    {
        var sentAt = time.GetUtcNow();
        var start = time.GetTimestamp();
        var answer = await AttemptAsync(webhook, delivery, cancellationToken);
        metrics.WebhookAttempted(answer.Outcome);
        if (answer.Outcome != DeliveryOutcome.Delivered)
        {
            Log.NotDelivered(logger, webhook.Name, delivery.SequenceNumber, answer.Outcome, answer.Status ?? 0);
        }

        return deliveries.Add(webhook, delivery, sentAt, time.GetElapsedTime(start), answer);
    }

    /// <summary>What is dropped is in the log as well, as it would have been sent, and can be delivered by hand.</summary>
    public void Drop(WebhookOptions webhook, WebhookEvent webhookEvent, DeliveryOutcome reason)
    {
        if (deliveries.IsEnabled)
        {
            deliveries.Add(webhook, Sign(webhook, webhookEvent), time.GetUtcNow(), TimeSpan.Zero, new DeliveryAnswer(reason));
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The event as it is sent now.</summary>
    public SignedDelivery Sign(WebhookOptions webhook, WebhookEvent webhookEvent)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            webhookEvent with { PublishTimestamp = time.GetUtcNow().ToUnixTimeMilliseconds() },
            WebhookJsonContext.Default.WebhookEvent);
        return new SignedDelivery(webhookEvent.TopicSequenceNumber, body, WebhookSignature.Compute(body, webhook.SigningSecret.Signing));
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

    private async Task<DeliveryAnswer> AttemptAsync(WebhookOptions webhook, SignedDelivery delivery, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(AttemptTimeout, time);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = CreateRequest(webhook, delivery);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, attempt.Token);
            var outcome = response.IsSuccessStatusCode ? DeliveryOutcome.Delivered : DeliveryOutcome.Refused;
            return new DeliveryAnswer(outcome, (int)response.StatusCode, await ReadAsync(response.Content, attempt.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryAnswer(DeliveryOutcome.TimedOut);
        }
        catch (HttpRequestException)
        {
            return new DeliveryAnswer(DeliveryOutcome.Unreachable);
        }
    }

    /// <summary>The beginning of the answer, for the log. The outcome is decided without it.</summary>
    private async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (!deliveries.IsEnabled)
        {
            return "";
        }

        var buffer = new byte[MaximumKeptAnswer];
        try
        {
            await using var body = await content.ReadAsStreamAsync(cancellationToken);
            var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            return Encoding.UTF8.GetString(buffer.AsSpan(0, length));
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException)
        {
            return "";
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Webhook {Webhook} did not accept message {SequenceNumber}: {Outcome}, status {Status}")]
        public static partial void NotDelivered(ILogger logger, string webhook, ulong sequenceNumber, DeliveryOutcome outcome, int status);
    }
}
