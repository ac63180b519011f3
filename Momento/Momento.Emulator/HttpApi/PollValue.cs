namespace Momento.Emulator.HttpApi;

/// <summary>What was published: text, or bytes as Base64.</summary>
internal sealed record PollValue(string? Text, byte[]? Binary);
