namespace Momento.Emulator.Configuration;

/// <summary>How often what happens to a webhook's messages. All probabilities are 0 to 1.</summary>
internal sealed record ChaosOptions
{
    /// <summary>With the same seed the same happens to the same messages.</summary>
    public ulong Seed { get; init; }

    /// <summary>Never sent.</summary>
    public double Drop { get; init; }

    /// <summary>Sent a second time.</summary>
    public double Duplicate { get; init; }

    /// <summary>Sent up to <see cref="MaxDelay"/> later.</summary>
    public double Delay { get; init; }

    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Held back for a short time, so that the next messages overtake it.</summary>
    public double Reorder { get; init; }
}
