using CourseComments.Relay.DeadLetters;
using CourseComments.Relay.Subscribing;
using Microsoft.Extensions.Options;
using Momento.Webhooks;

namespace CourseComments.Relay.Delivering;

/// <summary>Brings one message to its end: stored, dropped on purpose, or a dead letter.</summary>
internal sealed partial class Courier(
    WebhookSender sender, DeadLetterStore deadLetters, RetryDelays delays, RelayMetrics metrics, TimeProvider time,
    IOptions<TopicOptions> topic, IOptions<RelayOptions> options, ILogger<Courier> logger) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.Value.Concurrency);

    /// <summary>Returns when the message is dealt with.</summary>
    /// <exception cref="OperationCanceledException">It is not, and is not tried again.</exception>
    public async Task DeliverAsync(ReceivedMessage message, CancellationToken cancellationToken)
    {
        var webhookEvent = EventOf(message);
        var malformed = 0;
        for (var attempt = 1; ; attempt++)
        {
            var result = await SendAsync(webhookEvent, cancellationToken);
            switch (result)
            {
                case SendResult.Stored:
                    metrics.Relayed("stored");
                    return;
                case SendResult.Denied:
                    metrics.Relayed("denied");
                    Log.Denied(logger, message.Position.Page, message.Position.Sequence);
                    return;
                case SendResult.Malformed { Reason: var reason } when ++malformed >= options.Value.MaxAttempts:
                    await BuryAsync(webhookEvent, reason, attempt, cancellationToken);
                    return;
            }

            var notYet = result as SendResult.NotYet;
            var delay = delays.Before(attempt, notYet?.RetryAfter);
            Log.Again(logger, message.Position.Page, message.Position.Sequence, attempt, notYet?.Reason ?? result.GetType().Name, delay);
            await Task.Delay(delay, time, cancellationToken);
            metrics.Retried();
        }
    }

    public void Dispose() => _slots.Dispose();

    /// <summary>A slot is held for one attempt only: who waits for the next keeps nobody from theirs.</summary>
    private async Task<SendResult> SendAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await sender.SendAsync(webhookEvent);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Not given up until the letter is known to be kept.</summary>
    private async Task BuryAsync(WebhookEvent webhookEvent, string reason, int attempts, CancellationToken cancellationToken)
    {
        var letter = new DeadLetter(webhookEvent, reason, attempts, time.GetUtcNow());
        for (var failures = 1; !await deadLetters.TryAddAsync(letter); failures++)
        {
            await Task.Delay(delays.Before(failures), time, cancellationToken);
        }

        metrics.Died();
        Log.Dead(logger, webhookEvent.TopicSequencePage, webhookEvent.TopicSequenceNumber, reason, attempts);
    }

    private WebhookEvent EventOf(ReceivedMessage message)
    {
        var receivedAt = message.ReceivedAt.ToUnixTimeMilliseconds();
        return new WebhookEvent(
            topic.Value.CacheName, topic.Value.TopicName, receivedAt, receivedAt, message.Position.Sequence, message.TokenId, message.Text)
        {
            TopicSequencePage = message.Position.Page,
        };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Page {Page} number {Sequence} was dropped: its publisher is denied.")]
        public static partial void Denied(ILogger logger, ulong page, ulong sequence);

        [LoggerMessage(2, LogLevel.Warning, "Page {Page} number {Sequence} was not taken at attempt {Attempt} ({Reason}); again in {Delay}.")]
        public static partial void Again(ILogger logger, ulong page, ulong sequence, int attempt, string reason, TimeSpan delay);

        [LoggerMessage(3, LogLevel.Error, "Page {Page} number {Sequence} is a dead letter: {Reason} after {Attempts} attempts.")]
        public static partial void Dead(ILogger logger, ulong? page, ulong sequence, string reason, int attempts);
    }
}
