using System.Diagnostics;
using CourseComments.TestSupport;

namespace CourseComments.AppHost.Tests;

/// <summary>Runs a program of the machine that must succeed.</summary>
internal static class MachineTool
{
    /// <returns>What it wrote to standard output.</returns>
    public static async Task<string> RunAsync(TimeSpan patience, string folder, string tool, params string[] arguments)
    {
        var (exitCode, output, errors) = await ProcessRun.ToEndAsync(
            new ProcessStartInfo(tool, arguments) { WorkingDirectory = folder }, patience);
        Assert.True(exitCode == 0, $"{tool} {arguments[0]} ended with {exitCode}: {output}{errors}");
        return output;
    }
}
