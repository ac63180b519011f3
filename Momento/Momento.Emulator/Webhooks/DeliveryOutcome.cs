namespace Momento.Emulator.Webhooks;

/// <summary>What became of the one attempt to deliver an event, or why there was none.</summary>
internal enum DeliveryOutcome
{
    Delivered,
    Refused,
    TimedOut,
    Unreachable,

    /// <summary>Dropped: the webhook had more in a second than it may have.</summary>
    OverQuota,

    /// <summary>Dropped: as many were waiting as may wait.</summary>
    QueueFull,

    /// <summary>Dropped on purpose.</summary>
    Chaos,
}
