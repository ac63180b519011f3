using Microsoft.Extensions.Logging;

namespace CourseComments.Standins.Tests.Hosting;

public sealed class FailureTests
{
    [Fact]
    public async Task A_crash_shows_exit_code_and_last_lines_and_fails_what_waits_for_it()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var sample = await SampleApplication.StartAsync(timeout.Token, "Parameters:api-key=sesame", "Back:CrashWith=3");

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => sample.App.ResourceNotifications.WaitForResourceHealthyAsync("front", timeout.Token));

        Assert.Contains("failed to start", failure.Message);
        Assert.Contains("'back'", failure.Message);
        Assert.Contains("exit code 3", failure.Message);
        Assert.Equal(KnownResourceStates.FailedToStart, sample.Snapshot("front").State?.Text);
        Assert.Equal(KnownResourceStates.Finished, sample.Snapshot("back").State?.Text);
        Assert.Equal(3, sample.Snapshot("back").ExitCode);
        Assert.Equal(KnownResourceStates.Running, sample.Snapshot("store-emulator").State?.Text);
        var told = Assert.Single(sample.Logs.Entries, entry => entry.Level == LogLevel.Error && entry.Message.StartsWith("'back' failed", StringComparison.Ordinal)).Message;
        Assert.Contains("exit code 3", told);
        Assert.Contains("out of luck", told);
        Assert.Contains("line 30", told);
        Assert.DoesNotContain("line 9", told);
    }

    [Fact]
    public async Task A_parameter_without_value_fails_what_needs_it()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var sample = await SampleApplication.StartAsync(timeout.Token);

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => sample.App.ResourceNotifications.WaitForResourceHealthyAsync("back", timeout.Token));

        Assert.Contains("failed to start", failure.Message);
        Assert.Contains("Parameters:api-key", failure.Message);
        Assert.Equal(KnownResourceStates.ValueMissing, sample.Snapshot("api-key").State?.Text);
        Assert.Equal(KnownResourceStates.FailedToStart, sample.Snapshot("back").State?.Text);
    }

    [Fact]
    public async Task A_project_that_is_not_built_says_how_to_build_it()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddProject<NotBuilt>("missing", launchProfileName: null);
        await using var app = await builder.BuildAsync(timeout.Token);
        await app.StartAsync(timeout.Token);

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => app.ResourceNotifications.WaitForResourceHealthyAsync("missing", timeout.Token));

        Assert.Contains("has not been built", failure.Message);
        Assert.Contains("dotnet build \"/projects/NotBuilt.csproj\"", failure.Message);
    }

    [Fact]
    public async Task An_unknown_resource_is_not_waited_for()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var builder = DistributedApplicationTestingBuilder.Create();
        await using var app = await builder.BuildAsync(timeout.Token);

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => app.ResourceNotifications.WaitForResourceHealthyAsync("nobody", timeout.Token));

        Assert.Contains("'nobody'", failure.Message);
    }

    private sealed class NotBuilt : IBuiltProjectMetadata
    {
        public string ProjectPath => "/projects/NotBuilt.csproj";

        public string TargetPath => "/projects/bin/NotBuilt.dll";
    }
}
