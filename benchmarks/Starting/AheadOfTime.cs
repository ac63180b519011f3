using System.Diagnostics;
using System.Runtime.InteropServices;
using CourseComments.Benchmarks.Load;

namespace CourseComments.Benchmarks.Starting;

/// <summary>The programs as images may have them: published, and compiled when they were.</summary>
internal static class AheadOfTime
{
    /// <summary>Publishes projects, and has them started in place of the built ones.</summary>
    public static async Task PublishAsync(params string[] projects)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!.Parent!.FullName;
        foreach (var project in projects)
        {
            using var publish = Process.Start(new ProcessStartInfo("dotnet",
            [
                "publish", Path.Combine(root, project), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false",
                "-p:PublishReadyToRun=true", "--nologo", "-v", "quiet",
            ]))!;
            await publish.WaitForExitAsync();
            if (publish.ExitCode != 0)
            {
                throw new InvalidOperationException($"{project} was not published: exit code {publish.ExitCode}.");
            }
        }

        RunningService.Published = ("publish", $"release_{RuntimeInformation.RuntimeIdentifier}");
    }
}
