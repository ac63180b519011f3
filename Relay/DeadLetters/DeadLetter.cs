using Momento.Webhooks;

namespace CourseComments.Relay.DeadLetters;

/// <summary>An event that the receiver would not take.</summary>
/// <param name="Event">As it would be posted again.</param>
/// <param name="Reason">The last answer.</param>
/// <param name="Attempts">How often it was posted.</param>
/// <param name="At">When it was given up.</param>
internal sealed record DeadLetter(WebhookEvent Event, string Reason, int Attempts, DateTimeOffset At);
