using System.Diagnostics;

namespace CourseComments.TestSupport;

/// <summary>Runs a program to its end.</summary>
public static class ProcessRun
{
    /// <exception cref="TimeoutException">It did not end in time and was killed; says what it had written.</exception>
    public static async Task<(int ExitCode, string Output, string Errors)> ToEndAsync(ProcessStartInfo start, TimeSpan patience)
    {
        ArgumentNullException.ThrowIfNull(start);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"{start.FileName} {string.Join(' ', start.ArgumentList)} did not end within {patience}. It wrote: {await output}{await errors}");
        }

        return (process.ExitCode, await output, await errors);
    }
}
