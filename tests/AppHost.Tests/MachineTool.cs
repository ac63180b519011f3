using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using CourseComments.TestSupport;

namespace CourseComments.AppHost.Tests;

/// <summary>Programs of the machine.</summary>
internal static class MachineTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly ConcurrentDictionary<string, bool> Known = new();

    /// <summary>Why a test that needs them cannot be run here; nothing when it can.</summary>
    public static string? WhyNot(string[] tools) => tools.FirstOrDefault(tool => !Known.GetOrAdd(tool, Answers)) is { } missing
        ? $"'{missing}' is not on this machine's PATH."
        : null;

    /// <summary>Runs one that must succeed.</summary>
    /// <returns>What it wrote to standard output.</returns>
    public static async Task<string> RunAsync(TimeSpan patience, string folder, string tool, params string[] arguments)
    {
        var (exitCode, output, errors) = await ProcessRun.ToEndAsync(
            new ProcessStartInfo(tool, arguments) { WorkingDirectory = folder }, patience);
        Assert.True(exitCode == 0, $"{tool} {arguments[0]} ended with {exitCode}: {output}{errors}");
        return output;
    }

    private static bool Answers(string tool)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, "--version") { RedirectStandardOutput = true, RedirectStandardError = true });
            return process is not null && process.WaitForExit(Patience) && process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
