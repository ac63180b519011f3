using System.Text;
using Momento.Emulator.Configuration;

namespace Momento.Emulator.Webhooks;

/// <summary>The latest deliveries, kept in memory while there is somebody who may look at them.</summary>
internal sealed class DeliveryLog(EmulatorOptions options)
{
    public const int Capacity = 1_000;

    private readonly Lock _gate = new();
    private readonly Queue<(DeliveryRecord Record, SignedDelivery Delivery)> _deliveries = [];
    private long _lastId;

    public bool IsEnabled => options.Admin;

    public DeliveryRecord Add(WebhookOptions webhook, SignedDelivery delivery, DateTimeOffset sentAt, TimeSpan duration, DeliveryAnswer answer)
    {
        lock (_gate)
        {
            var record = new DeliveryRecord
            {
                Id = ++_lastId,
                Cache = webhook.Cache,
                Webhook = webhook.Name,
                Url = webhook.Url,
                SequenceNumber = delivery.SequenceNumber,
                SentAt = sentAt,
                DurationMilliseconds = duration.TotalMilliseconds,
                Outcome = answer.Outcome,
                Status = answer.Status,
                RequestBody = Encoding.UTF8.GetString(delivery.Body),
                Signature = delivery.Signature,
                ResponseBody = answer.Body,
            };
            if (IsEnabled)
            {
                _deliveries.Enqueue((record, delivery));
                _ = _deliveries.Count > Capacity && _deliveries.TryDequeue(out _);
            }

            return record;
        }
    }

    public IReadOnlyList<DeliveryRecord> All()
    {
        lock (_gate)
        {
            return [.. _deliveries.Select(delivery => delivery.Record)];
        }
    }

    /// <summary>Null when there is none of this number, or no longer.</summary>
    public (DeliveryRecord Record, SignedDelivery Delivery)? Find(long id)
    {
        lock (_gate)
        {
            return _deliveries.FirstOrDefault(delivery => delivery.Record.Id == id) is { Record: not null } found ? found : null;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _deliveries.Clear();
        }
    }
}
