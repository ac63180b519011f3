namespace Momento.Emulator.Webhooks;

/// <summary>One attempt to deliver an event: what was sent, what came back, and how long it took; or what was dropped instead.</summary>
internal sealed record DeliveryRecord
{
    public required long Id { get; init; }

    public required string Cache { get; init; }

    public required string Webhook { get; init; }

    public required Uri Url { get; init; }

    public required ulong SequenceNumber { get; init; }

    /// <summary>When it was sent, or dropped.</summary>
    public required DateTimeOffset SentAt { get; init; }

    public required double DurationMilliseconds { get; init; }

    public required DeliveryOutcome Outcome { get; init; }

    /// <summary>Null when there was no answer.</summary>
    public int? Status { get; init; }

    public required string RequestBody { get; init; }

    public required string Signature { get; init; }

    /// <summary>The beginning of it.</summary>
    public string ResponseBody { get; init; } = "";
}
