using System.Numerics;
using System.Threading.Channels;
using Momento.Emulator.Configuration;
using Momento.Webhooks;

namespace Momento.Emulator.Webhooks;

/// <summary>What waits to be sent to one webhook: bounded, and sent by a bounded number of workers in no certain order.</summary>
internal sealed partial class WebhookQueue(
    WebhookOptions webhook, bool isConfigured, WebhookSender sender, WebhookChaos chaos, TimeProvider time, ILogger<WebhookQueue> logger)
    : IDisposable
{
    public const int Capacity = 1_000;
    public const int Concurrency = 16;

    private readonly Channel<QueuedDelivery> _deliveries = Channel.CreateBounded<QueuedDelivery>(Capacity);
    private readonly CancellationTokenSource _abandon = new();
    private volatile WebhookOptions _webhook = webhook;
    private Task _workers = Task.CompletedTask;
    private int _delayed;
    private long _dropped;

    /// <summary>As it is now. What is signed is signed with its present secret, and sent to its present URL.</summary>
    public WebhookOptions Webhook
    {
        get => _webhook;
        set => _webhook = value;
    }

    /// <summary>Whether it is in the configuration, and so there again after a restart.</summary>
    public bool IsConfigured => isConfigured;

    public void Start() => _workers = Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => WorkAsync(_abandon.Token)));

    /// <summary>Gives up whatever is not delivered.</summary>
    public void Abandon() => _abandon.Cancel();

    public void Enqueue(WebhookEvent webhookEvent)
    {
        var fate = chaos.Decide(Webhook.Name, webhookEvent.TopicSequenceNumber);
        if (fate.IsDropped)
        {
            Drop(webhookEvent, DeliveryOutcome.Chaos);
            return;
        }

        _ = EnqueueAsync(new QueuedDelivery(webhookEvent, fate.DuplicateAfter), fate.Delay);
    }

    public void Drop(WebhookEvent webhookEvent, DeliveryOutcome reason) => sender.Drop(Webhook, webhookEvent, reason);

    /// <summary>Takes no more, and is done when everything was delivered or abandoned.</summary>
    public Task StopAsync()
    {
        _deliveries.Writer.TryComplete();
        return _workers;
    }

    public void Dispose() => _abandon.Dispose();

    /// <summary>What is delayed is bounded as well, and given up when the queue stops.</summary>
    private async Task EnqueueAsync(QueuedDelivery delivery, TimeSpan delay)
    {
        var hasRoom = true;
        if (delay > TimeSpan.Zero)
        {
            hasRoom = Interlocked.Increment(ref _delayed) <= Capacity;
            if (hasRoom)
            {
                await Task.Delay(delay, time, _abandon.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            Interlocked.Decrement(ref _delayed);
        }

        if (!hasRoom || !_deliveries.Writer.TryWrite(delivery))
        {
            CountDrop(delivery.Event.TopicSequenceNumber);
            Drop(delivery.Event, DeliveryOutcome.QueueFull);
        }
    }

    private async Task WorkAsync(CancellationToken abandon)
    {
        // Reading one at a time hands each event to exactly one waiting worker; waiting for any would wake all of them.
        try
        {
            while (true)
            {
                var delivery = await _deliveries.Reader.ReadAsync(abandon);
                var signed = delivery.Signed ?? sender.Sign(Webhook, delivery.Event);
                await sender.SendAsync(Webhook, signed, abandon);
                if (delivery.DuplicateAfter is { } delay)
                {
                    _ = EnqueueAsync(delivery with { DuplicateAfter = null, Signed = signed }, delay);
                }
            }
        }
        catch (ChannelClosedException)
        {
            // Stopped, and everything was sent.
        }
        catch (OperationCanceledException)
        {
            // Stopped, and the time to finish is over.
        }
    }

    /// <summary>Logged ever more rarely, so that an overload is not made worse by its log.</summary>
    private void CountDrop(ulong sequenceNumber)
    {
        var dropped = Interlocked.Increment(ref _dropped);
        if (BitOperations.IsPow2(dropped))
        {
            Log.Dropped(logger, Webhook.Name, sequenceNumber, dropped);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Webhook {Webhook} has too many deliveries waiting: message {SequenceNumber} was dropped, {Dropped} so far")]
        public static partial void Dropped(ILogger logger, string webhook, ulong sequenceNumber, long dropped);
    }
}
