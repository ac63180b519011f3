using System.Diagnostics;
using System.Reflection;

namespace CourseComments.TestSupport;

/// <summary>Starts a service as its own process and waits for it to end: for what only a process shows.</summary>
public static class ServiceProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs the program of an assembly with just these environment variables beside the machine's own.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunToEndAsync(
        Assembly service, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { service.Location },
            WorkingDirectory = Path.GetDirectoryName(service.Location),
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name.StartsWith("DOTNET_ENV", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return await ProcessRun.ToEndAsync(start, Patience);
    }
}
