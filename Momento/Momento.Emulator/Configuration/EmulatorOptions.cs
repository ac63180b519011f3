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

    /// <summary>Where everything is kept; null for memory only.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Whether a write is acknowledged only when it is on the disk, and not just with the operating system.</summary>
    public bool Sync { get; init; }

    /// <summary>Whether there are routes that look into the emulator and change it as no client can.</summary>
    public bool Admin { get; init; }

    /// <summary>Caches with content from the start; null for none.</summary>
    public string? SeedFile { get; init; }

    /// <summary>Whether there are limits on rates and numbers like those of a small account.</summary>
    public bool Quotas { get; init; }

    /// <summary>How long every call takes at least.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Whether callers may say in their metadata what goes wrong.</summary>
    public bool FaultInjection { get; init; }

    /// <summary>Port on loopback where an outage is begun and ended; null for none.</summary>
    public int? TestAdminPort { get; init; }

    /// <summary>How long nobody uses a topic until it starts over, with a new page.</summary>
    public TimeSpan TopicIdleTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What goes wrong on purpose when webhooks are delivered.</summary>
    public ChaosOptions Chaos { get; init; } = new();
}
