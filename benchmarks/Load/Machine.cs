using System.Globalization;

namespace CourseComments.Benchmarks.Load;

/// <summary>What numbers depend on and say nothing about.</summary>
public static class Machine
{
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores for everything, load generator and emulator included; load average {LoadAverage()}; .NET {Environment.Version}");

    private static string LoadAverage() =>
        File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";
}
