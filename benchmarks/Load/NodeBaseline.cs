using System.Diagnostics;

namespace CourseComments.Benchmarks.Load;

/// <summary>The seed design's handler on Node, with Momento's own SDK for it.</summary>
public static class NodeBaseline
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <returns>Null, and says why, where it cannot be had.</returns>
    public static async Task<RunningService?> StartAsync(RunningService momento)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "baseline-node");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")) && !await InstallAsync(folder))
        {
            return null;
        }

        return await RunningService.StartAsync(new ProcessStartInfo("node", ["server.js"]) { WorkingDirectory = folder }, new Dictionary<string, string>
        {
            ["NODE_ENV"] = "production",
            ["MOMENTO"] = LocalSystem.Origin(momento),
            ["SIGNING_SECRET"] = LocalSystem.SigningSecret,
        });
    }

    private static async Task<bool> InstallAsync(string folder)
    {
        if (!Machine.Has("npm"))
        {
            return false;
        }

        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]) { WorkingDirectory = folder })!;
        try
        {
            await npm.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            npm.Kill(entireProcessTree: true);
        }

        if (npm.HasExited && npm.ExitCode == 0)
        {
            return true;
        }

        Console.WriteLine("Skipped: the Node baseline, as npm ci did not install its packages.");
        return false;
    }
}
