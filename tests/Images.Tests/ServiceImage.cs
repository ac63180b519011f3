using System.Diagnostics;
using CourseComments.TestSupport;

namespace CourseComments.Images.Tests;

/// <summary>Publishes a service as an image with the commands of <c>docs/deploy.md</c>, apart from whatever else is being built.</summary>
internal static class ServiceImage
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>A commit's build, as a pipeline makes it.</summary>
    /// <param name="service">The folder of the service.</param>
    /// <param name="root">The repository.</param>
    /// <param name="registry">Where the base image is had from.</param>
    /// <param name="builtIn">The folder that everything is built in.</param>
    /// <param name="more">Where the image goes to.</param>
    /// <returns>What it wrote.</returns>
    public static async Task<string> PublishAsync(string service, string root, Registry registry, string builtIn, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", service, "-c", "Release", "-r", "linux-x64", "-t:PublishContainer", $"-p:ContainerBaseImage={registry.Name}/{BaseImage.Repository}:{BaseImage.Tag}",
            $"-p:ArtifactsPath={builtIn}", .. more,
        ]) { WorkingDirectory = root };
        // A test host inherits the build's variables.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["CI"] = "true";
        start.Environment["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = registry.Name;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["RunAnalyzers"] = "false";

        var (exitCode, output, errors) = await ProcessRun.ToEndAsync(start, Patience);
        Assert.True(exitCode == 0, output + errors);
        return output;
    }
}
