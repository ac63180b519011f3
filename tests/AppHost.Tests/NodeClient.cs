using System.Text.Json;

namespace CourseComments.AppHost.Tests;

/// <summary>Runs NodeClient/client.mjs with the locked version of Momento's official Node SDK.</summary>
internal static class NodeClient
{
    /// <summary>Installs the SDK and runs the client against a gateway.</summary>
    /// <returns>What the client printed.</returns>
    public static async Task<JsonElement> RunAsync(Uri gateway, string courseId, string comment)
    {
        using var packages = await NodePackages.InstallAsync("NodeClient");
        var output = await packages.RunAsync("client.mjs", gateway.GetLeftPart(UriPartial.Authority), courseId, comment);
        return JsonDocument.Parse(output).RootElement;
    }
}
