namespace Momento.Emulator.Webhooks;

/// <summary>What a receiver answered, if it did.</summary>
internal readonly record struct DeliveryAnswer(DeliveryOutcome Outcome, int? Status = null, string Body = "");
