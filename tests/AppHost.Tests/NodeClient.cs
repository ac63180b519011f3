using System.Diagnostics;
using System.Text.Json;

namespace CourseComments.AppHost.Tests;

/// <summary>Runs NodeClient/client.mjs with the locked version of Momento's official Node SDK.</summary>
internal static class NodeClient
{
    private static readonly TimeSpan InstallPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan RunPatience = TimeSpan.FromSeconds(60);

    /// <summary>Installs the SDK into a folder of its own and runs the client against a gateway.</summary>
    /// <returns>What the client printed.</returns>
    public static async Task<JsonElement> RunAsync(Uri gateway, string courseId, string comment)
    {
        // A folder of its own: another run of these tests may be installing at the same time.
        var folder = Directory.CreateTempSubdirectory("course-comments-node-").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "NodeClient")))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            await RunAsync(InstallPatience, folder, "npm", "ci", "--ignore-scripts", "--prefer-offline");
            var output = await RunAsync(RunPatience, folder, "node", "client.mjs", gateway.GetLeftPart(UriPartial.Authority), courseId, comment);
            return JsonDocument.Parse(output).RootElement;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> RunAsync(TimeSpan patience, string folder, string tool, params string[] arguments)
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
