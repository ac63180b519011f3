namespace Momento.Emulator.Admin;

/// <summary>What time it is in the emulator.</summary>
internal sealed record ClockState(DateTimeOffset Now);
