using System.Collections.Concurrent;
using System.Diagnostics;

namespace CourseComments.AppHost.Tests;

/// <summary>A test that needs programs of the machine; where one is missing it is skipped and says which.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly ConcurrentDictionary<string, bool> Known = new();

    public ToolFactAttribute(params string[] tools)
    {
        if (tools.FirstOrDefault(tool => !Known.GetOrAdd(tool, Answers)) is { } missing)
        {
            Skip = $"'{missing}' is not on this machine's PATH.";
        }
    }

    private static bool Answers(string tool)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, "--version") { RedirectStandardOutput = true, RedirectStandardError = true });
            return process is not null && process.WaitForExit(Patience) && process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
