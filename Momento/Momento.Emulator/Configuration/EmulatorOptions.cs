namespace Momento.Emulator.Configuration;

/// <summary>What the emulator is told at its start.</summary>
internal sealed record EmulatorOptions
{
    public const string SectionName = "Emulator";

    /// <summary>Accepted API keys.</summary>
    public IReadOnlyList<KeyOptions> Keys { get; init; } = [];

    /// <summary>Whether calls without a key are refused; null to refuse them when there are keys.</summary>
    public bool? RequireAuthentication { get; init; }

    /// <summary>Names of caches that exist from the start.</summary>
    public IReadOnlyList<string> Caches { get; init; } = [];

    public IReadOnlyList<WebhookOptions> Webhooks { get; init; } = [];
}
