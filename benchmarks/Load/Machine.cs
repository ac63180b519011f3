using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CourseComments.Benchmarks.Load;

/// <summary>What numbers depend on and say nothing about.</summary>
public static class Machine
{
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores for everything, load generator and emulator included; load average {LoadAverage()}; .NET {Environment.Version}");

    /// <summary>A port that was free a moment ago, for what cannot choose one itself.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Whether there is such a program; says that it is skipped where there is none.</summary>
    public static bool Has(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var found = folders.Any(folder => File.Exists(Path.Combine(folder, program)));
        if (!found)
        {
            Console.WriteLine($"Skipped: {program}, as there is none on this machine.");
        }

        return found;
    }

    private static string LoadAverage() =>
        File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";
}
