using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace CourseComments.AppHost.Tests;

/// <summary>An AppHost that was built without the packages for platforms says so when it is asked for one. Compiled only where it is.</summary>
public sealed class NoPlatformsTests
{
    [Theory]
    [InlineData("azure")]
    [InlineData("compose")]
    public async Task Platform_that_is_asked_for_is_not_passed_over(string platform)
    {
        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() =>
            PublishAsync("--publisher", "manifest", "--Deploy:Platform", platform));

        Assert.Contains($"'Deploy:Platform' is '{platform}'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deploy")]
    [InlineData("publish")]
    public async Task Deployment_does_not_end_as_if_it_were_done(string step)
    {
        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => PublishAsync("--Pipeline:Step", step));

        Assert.Contains($"nothing to {step} to", refused.Message, StringComparison.Ordinal);
    }

    private static async Task PublishAsync(params string[] arguments)
    {
        var output = Path.Combine(Path.GetTempPath(), "course-comments-nowhere");
        await using var model = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            ["--operation", "publish", "--output-path", output, .. arguments]);
    }
}
