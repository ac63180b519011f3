namespace Momento.Emulator.HttpApi;

/// <summary>What a poll of a topic answers.</summary>
internal sealed record PollResponse(IReadOnlyList<PollItem> Items);
