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

            await MachineTool.RunAsync(InstallPatience, folder, "npm", "ci", "--ignore-scripts", "--prefer-offline");
            var output = await MachineTool.RunAsync(RunPatience, folder, "node", "client.mjs", gateway.GetLeftPart(UriPartial.Authority), courseId, comment);
            return JsonDocument.Parse(output).RootElement;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
