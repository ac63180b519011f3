using System.Diagnostics;

namespace CourseComments.AppHost.Tests;

/// <summary>A test that needs Node.js and npm; where they are missing it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    private static readonly string? Missing = new[] { "node", "npm" }.FirstOrDefault(tool => !Answers(tool));

    public NodeFactAttribute()
    {
        if (Missing is not null)
        {
            Skip = $"'{Missing}' is not on this machine's PATH.";
        }
    }

    private static bool Answers(string tool)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, "--version") { RedirectStandardOutput = true, RedirectStandardError = true });
            return process is not null && process.WaitForExit(TimeSpan.FromSeconds(20)) && process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
