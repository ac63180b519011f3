using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace CourseComments.Standins.Tests.Hosting;

public sealed class RunTests : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromSeconds(60));
    private SampleApplication _sample = null!;

    public async Task InitializeAsync()
    {
        _sample = await SampleApplication.StartAsync(_timeout.Token, "Parameters:api-key=sesame");
        await _sample.App.ResourceNotifications.WaitForResourceHealthyAsync("front", _timeout.Token);
    }

    public async Task DisposeAsync() => await _sample.DisposeAsync();

    public void Dispose() => _timeout.Dispose();

    [Fact]
    public async Task Resources_run_in_order_with_what_they_were_given_until_the_application_stops()
    {
        await Starts_a_resource_after_its_dependency_is_healthy();
        await Gives_a_process_its_environment_but_not_the_app_hosts_own();
        await Starts_a_process_in_its_project_folder();
        Logs_every_line_to_the_category_of_its_resource();
        await Stops_every_process();
    }

    private Task Starts_a_resource_after_its_dependency_is_healthy()
    {
        var report = Assert.Single(_sample.Snapshot("store-emulator").HealthReports);
        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.True(report.LastRunAt <= _sample.Snapshot("back").StartTimeStamp);
        Assert.True(_sample.Snapshot("back").StartTimeStamp < _sample.Snapshot("front").StartTimeStamp);
        return Task.CompletedTask;
    }

    private async Task Gives_a_process_its_environment_but_not_the_app_hosts_own()
    {
        var back = await _sample.EnvironmentOfAsync("back", _timeout.Token);
        Assert.Equal("hello", back["GREETING"]);
        Assert.Equal("sesame", back["API_KEY"]);
        Assert.Equal("back", back["OTEL_SERVICE_NAME"]);
        Assert.StartsWith("service.instance.id=", back["OTEL_RESOURCE_ATTRIBUTES"]);
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", back.Keys);
        Assert.DoesNotContain("ASPNETCORE_ENVIRONMENT", back.Keys);
        Assert.DoesNotContain("DOTNET_ENVIRONMENT", back.Keys);

        var front = await _sample.EnvironmentOfAsync("front", _timeout.Token);
        var backUrl = _sample.App.GetEndpoint("back").ToString().TrimEnd('/');
        Assert.Equal(backUrl, front["services__back__http__0"]);
        Assert.Equal(backUrl, front["BACK_HTTP"]);
        Assert.Equal(_sample.App.GetEndpoint("front", "http").ToString().TrimEnd('/'), front["ASPNETCORE_URLS"]);
        Assert.DoesNotContain("GREETING", front.Keys);
        Assert.Equal("", front.GetValueOrDefault("DOTNET_STARTUP_HOOKS", ""));
    }

    private async Task Starts_a_process_in_its_project_folder()
    {
        using var client = _sample.App.CreateHttpClient("front", "http");
        Assert.EndsWith(Path.Combine("Fixtures", "SampleWeb"), await client.GetStringAsync("/directory", _timeout.Token));
    }

    private void Logs_every_line_to_the_category_of_its_resource() =>
        Assert.Contains(
            _sample.Logs.Entries,
            entry => entry is { Category: "CourseComments.SampleAppHost.Resources.back", Level: LogLevel.Information } && entry.Message.Contains("Greeting is hello"));

    private async Task Stops_every_process()
    {
        string[] resources = ["store-emulator", "back", "front"];
        var processes = resources
            .Select(resource => Process.GetProcessById((int)_sample.Snapshot(resource).Properties.Single(property => property.Name == "executable.pid").Value!))
            .ToArray();
        await _sample.App.StopAsync(_timeout.Token);
        Assert.All(processes, process => Assert.True(process.HasExited));
    }
}
