using System.Diagnostics;
using CourseComments.Standins.Tests.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CourseComments.Standins.Tests.Dashboard;

/// <summary>What the dashboard's buttons do, by the service that tests and the dashboard share.</summary>
public sealed class LifecycleTests : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromSeconds(90));
    private SampleApplication _sample = null!;

    public async Task InitializeAsync()
    {
        _sample = await SampleApplication.StartAsync(_timeout.Token, "Parameters:api-key=sesame");
        await _sample.App.ResourceNotifications.WaitForResourceHealthyAsync("front", _timeout.Token);
    }

    public async Task DisposeAsync() => await _sample.DisposeAsync();

    public void Dispose() => _timeout.Dispose();

    [Fact]
    public async Task A_stopped_project_starts_again_as_it_was()
    {
        var before = await _sample.EnvironmentOfAsync("back", _timeout.Token);
        var process = ProcessOf("back");
        var others = ProcessOf("front").Id;

        await DoAsync("back", KnownResourceCommands.StopCommand);

        Assert.True(process.HasExited);
        Assert.Equal(KnownResourceStates.Exited, _sample.Snapshot("back").State?.Text);
        Assert.Equal(0, _sample.Snapshot("back").ExitCode);
        Assert.Equal(others, ProcessOf("front").Id);
        await DoAsync("back", KnownResourceCommands.StopCommand);

        var healthy = _sample.App.ResourceNotifications.WaitForResourceHealthyAsync("back", WaitBehavior.WaitOnResourceUnavailable, _timeout.Token);
        Assert.False(healthy.IsCompleted);
        await DoAsync("back", KnownResourceCommands.StartCommand);
        await healthy;

        Assert.NotEqual(process.Id, ProcessOf("back").Id);
        Assert.Equal(before, await _sample.EnvironmentOfAsync("back", _timeout.Token));
        Assert.Null(_sample.Snapshot("back").ExitCode);
        Assert.Equal(HealthStatus.Healthy, _sample.Snapshot("back").HealthStatus);
        Assert.DoesNotContain(_sample.Logs.Entries, entry => entry.Message.Contains("failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restarted_project_is_healthy_only_once_its_new_process_is()
    {
        var process = ProcessOf("front");

        await DoAsync("front", KnownResourceCommands.RestartCommand);
        await _sample.App.ResourceNotifications.WaitForResourceHealthyAsync("front", _timeout.Token);

        Assert.True(process.HasExited);
        using var client = _sample.App.CreateHttpClient("front");
        Assert.Equal($"{ProcessOf("front").Id}", await client.GetStringAsync("/id", _timeout.Token));
        Assert.True(_sample.Snapshot("front").HealthReports.Single().LastRunAt >= _sample.Snapshot("front").StartTimeStamp);
    }

    [Theory]
    [InlineData("back", "dance", "no command 'dance'")]
    [InlineData("api-key", "stop", "no command 'stop'")]
    [InlineData("nobody", "stop", "no resource 'nobody'")]
    public async Task What_cannot_be_done_is_refused_with_a_reason(string resource, string command, string reason)
    {
        var result = await _sample.App.ResourceCommands.ExecuteCommandAsync(resource, command, _timeout.Token);

        Assert.False(result.Success);
        Assert.Contains(reason, result.Message);
    }

    private async Task DoAsync(string resource, string command)
    {
        var result = await _sample.App.ResourceCommands.ExecuteCommandAsync(resource, command, _timeout.Token);
        Assert.True(result.Success, result.Message);
    }

    private Process ProcessOf(string resource) =>
        Process.GetProcessById((int)_sample.Snapshot(resource).Properties.Single(property => property.Name == "executable.pid").Value!);
}
