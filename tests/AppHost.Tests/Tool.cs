using System.Diagnostics;

namespace CourseComments.AppHost.Tests;

/// <summary>Runs a program of the machine to its end.</summary>
internal static class Tool
{
    /// <returns>What it wrote to standard output.</returns>
    public static async Task<string> RunAsync(TimeSpan patience, string folder, string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{tool} {arguments[0]} did not end within {patience}: {await errors}");
        }

        Assert.True(process.ExitCode == 0, $"{tool} {arguments[0]} ended with {process.ExitCode}: {await output}{await errors}");
        return await output;
    }
}
