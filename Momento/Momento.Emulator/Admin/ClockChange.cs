namespace Momento.Emulator.Admin;

/// <summary>How the clock is moved.</summary>
/// <param name="Advance">By this time.</param>
/// <param name="Now">To this time.</param>
internal sealed record ClockChange(TimeSpan? Advance, DateTimeOffset? Now);
