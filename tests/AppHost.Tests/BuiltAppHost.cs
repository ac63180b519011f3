using System.Diagnostics;
using CourseComments.TestSupport;

namespace CourseComments.AppHost.Tests;

/// <summary>The AppHost's own program, as deployment tools start it.</summary>
internal static class BuiltAppHost
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Publishes, and fails with what the program wrote if it fails.</summary>
    public static async Task PublishAsync(string[] arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(Repository.Root, "artifacts", "bin", "AppHost", configuration, "CourseComments.AppHost.dll"),
            "--operation", "publish", .. arguments,
        ]);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var (exitCode, output, errors) = await ProcessRun.ToEndAsync(start, Patience);
        Assert.True(exitCode == 0, output + errors);
    }
}
