namespace Momento.Emulator.Webhooks;

/// <summary>What happens to a message on its way to a webhook.</summary>
/// <param name="IsDropped">Never sent.</param>
/// <param name="Delay">How much later it is sent.</param>
/// <param name="DuplicateAfter">How long after the first attempt it is sent again; null for only once.</param>
internal readonly record struct DeliveryFate(bool IsDropped, TimeSpan Delay, TimeSpan? DuplicateAfter);
