using System.Diagnostics;
using System.Text.Json;
using CourseComments.TestSupport;

namespace CourseComments.AppHost.Tests;

/// <summary>What azd and the Aspire CLI ask of a fresh clone, where nothing is restored and the feed was not asked yet.</summary>
public sealed class DeploymentToolTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Tools_know_the_app_host_before_the_feed_has_said_what_it_has()
    {
        var (exitCode, output, errors) = await ProcessRun.ToEndAsync(
            new ProcessStartInfo("dotnet",
            [
                "msbuild", Path.Combine(Repository.Root, "AppHost", "AppHost.csproj"), "--ignore:.sln",
                "--getProperty:IsAspireHost", "--getProperty:AspireHostingSDKVersion", "-p:UpstreamPackages=false",
            ]),
            Patience);

        Assert.True(exitCode == 0, output + errors);
        var properties = JsonDocument.Parse(output).RootElement.GetProperty("Properties");
        Assert.Equal("true", properties.GetProperty("IsAspireHost").GetString());
        Assert.StartsWith("13.", properties.GetProperty("AspireHostingSDKVersion").GetString(), StringComparison.Ordinal);
    }
}
