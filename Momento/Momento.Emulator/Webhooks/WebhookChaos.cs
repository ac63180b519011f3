using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Momento.Emulator.Configuration;

namespace Momento.Emulator.Webhooks;

/// <summary>
/// Decides what goes wrong. A decision is a hash of the seed and of what the message is, and so the same whenever and in
/// whatever order messages come. The page is not part of it: pages are numbered by the time of day.
/// </summary>
internal sealed class WebhookChaos(EmulatorOptions options, EmulatorMetrics metrics)
{
    /// <summary>A message that is held back to be overtaken waits for this part of the greatest delay at most.</summary>
    private const double ReorderPart = 0.25;

    private readonly ChaosOptions _chaos = options.Chaos;

    private enum Purpose
    {
        Drop,
        Duplicate,
        DuplicateDelay,
        Delay,
        DelayLength,
        Reorder,
        ReorderLength,
    }

    public DeliveryFate Decide(string webhook, ulong sequenceNumber)
    {
        if (Happens(_chaos.Drop, "drop", Purpose.Drop))
        {
            return new DeliveryFate(IsDropped: true, TimeSpan.Zero, null);
        }

        var delay = TimeSpan.Zero;
        if (Happens(_chaos.Delay, "delay", Purpose.Delay))
        {
            delay += _chaos.MaxDelay * Chance(webhook, sequenceNumber, Purpose.DelayLength);
        }

        if (Happens(_chaos.Reorder, "reorder", Purpose.Reorder))
        {
            delay += _chaos.MaxDelay * ReorderPart * Chance(webhook, sequenceNumber, Purpose.ReorderLength);
        }

        return new DeliveryFate(false, delay < _chaos.MaxDelay ? delay : _chaos.MaxDelay, Happens(_chaos.Duplicate, "duplicate", Purpose.Duplicate)
            ? _chaos.MaxDelay * Chance(webhook, sequenceNumber, Purpose.DuplicateDelay)
            : null);

        bool Happens(double probability, string kind, Purpose purpose)
        {
            var happens = probability > 0 && Chance(webhook, sequenceNumber, purpose) < probability;
            if (happens)
            {
                metrics.ChaosInjected(kind);
            }

            return happens;
        }
    }

    /// <summary>A number from 0 to below 1.</summary>
    private double Chance(string webhook, ulong sequenceNumber, Purpose purpose)
    {
        const int NumbersSize = (2 * sizeof(ulong)) + sizeof(int);
        var identity = new byte[NumbersSize + Encoding.UTF8.GetByteCount(webhook)];
        BinaryPrimitives.WriteUInt64LittleEndian(identity, _chaos.Seed);
        BinaryPrimitives.WriteUInt64LittleEndian(identity.AsSpan(sizeof(ulong)), sequenceNumber);
        BinaryPrimitives.WriteInt32LittleEndian(identity.AsSpan(2 * sizeof(ulong)), (int)purpose);
        Encoding.UTF8.GetBytes(webhook, identity.AsSpan(NumbersSize));
        return (XxHash3.HashToUInt64(identity) >> 11) * (1.0 / (1ul << 53));
    }
}
