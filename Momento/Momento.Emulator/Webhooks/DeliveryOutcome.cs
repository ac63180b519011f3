namespace Momento.Emulator.Webhooks;

/// <summary>What became of the one attempt to deliver an event.</summary>
internal enum DeliveryOutcome
{
    Delivered,
    Refused,
    TimedOut,
    Unreachable,
}
