using Momento.Webhooks;

namespace Momento.Emulator.Webhooks;

/// <summary>What waits in a queue: an event to sign and send, or one that was sent already and is sent again.</summary>
/// <param name="Event">The message.</param>
/// <param name="DuplicateAfter">How long after this attempt it is sent again; null for not at all.</param>
/// <param name="Signed">What was sent before; null the first time.</param>
internal readonly record struct QueuedDelivery(WebhookEvent Event, TimeSpan? DuplicateAfter, SignedDelivery? Signed = null);
