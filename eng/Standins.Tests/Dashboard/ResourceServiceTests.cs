using Aspire.DashboardService.Proto.V1;
using Aspire.Hosting.Dashboard.Resources;
using CourseComments.Standins.Tests.Hosting;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Resource = Aspire.DashboardService.Proto.V1.Resource;

namespace CourseComments.Standins.Tests.Dashboard;

public sealed class ResourceServiceTests : IAsyncLifetime, IDisposable
{
    private const string Key = "the dashboard's key";
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromSeconds(90));
    private SampleApplication _sample = null!;
    private ResourceClient _client = null!;
    private Uri _address = null!;

    public async Task InitializeAsync()
    {
        _sample = await SampleApplication.StartAsync(_timeout.Token, "Parameters:api-key=sesame");
        _address = await _sample.App.Services.GetRequiredService<ResourceServiceHost>().StartAsync(port: 0, Key, _timeout.Token);
        _client = new(_address, Key, _timeout.Token);
        await _sample.App.ResourceNotifications.WaitForResourceHealthyAsync("front", _timeout.Token);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _sample.DisposeAsync();
    }

    public void Dispose() => _timeout.Dispose();

    [Fact]
    public async Task Resources_are_told_with_all_that_the_dashboard_shows_of_them()
    {
        var resources = (await _client.ResourcesAsync()).ToDictionary(resource => resource.DisplayName);

        Assert.Equal("CourseComments.Sample", await _client.ApplicationNameAsync());
        Assert.Equal(["api-key", "back", "front", "greeting", "store-emulator"], resources.Keys.Order());
        var back = resources["back"];
        Assert.Equal(("Project", "Running"), (back.ResourceType, back.State));
        Assert.Equal(_sample.App.GetEndpoint("back"), new Uri(Assert.Single(back.Urls).FullUrl));
        Assert.False(back.Urls[0].IsInactive);
        Assert.Equal(HealthStatus.Healthy, Assert.Single(back.HealthReports).Status);
        Assert.Equal("hello", back.Environment.Single(variable => variable.Name == "GREETING").Value);
        Assert.EndsWith("SampleWeb.csproj", Property(back, "project.path").Value.StringValue);
        Assert.Contains(back.Relationships, relationship => relationship is { ResourceName: "store-emulator", Type: "WaitFor" });
        Assert.NotNull(back.StartedAt);
        Assert.Equal(
            [("start", ResourceCommandState.Hidden), ("stop", ResourceCommandState.Enabled), ("restart", ResourceCommandState.Enabled)],
            back.Commands.Select(command => (command.Name, command.State)));
        Assert.Empty(resources["greeting"].Commands);
    }

    [Fact]
    public async Task A_resources_id_is_that_of_its_telemetry()
    {
        var back = (await _client.ResourcesAsync()).Single(resource => resource.DisplayName == "back");
        var environment = await _sample.EnvironmentOfAsync("back", _timeout.Token);

        Assert.Equal($"{environment["OTEL_SERVICE_NAME"]}-{environment["OTEL_RESOURCE_ATTRIBUTES"]["service.instance.id=".Length..]}", back.Name);
    }

    [Fact]
    public async Task A_secret_is_marked_for_masking()
    {
        var resources = (await _client.ResourcesAsync()).ToDictionary(resource => resource.DisplayName);

        var secret = Property(resources["api-key"], "Value");
        Assert.Equal(("sesame", true), (secret.Value.StringValue, secret.IsSensitive));
        var open = Property(resources["greeting"], "Value");
        Assert.Equal(("hello", false), (open.Value.StringValue, open.IsSensitive));
    }

    [Fact]
    public async Task Commands_are_done_and_every_change_of_state_is_told()
    {
        await using var changes = _client.ChangesAsync("back").GetAsyncEnumerator(_timeout.Token);
        var running = await NextAsync(changes, "Running");

        Assert.Equal(ResourceCommandResponseKind.Succeeded, (await _client.ExecuteAsync(running, "stop")).Kind);
        await NextAsync(changes, "Stopping");
        var stopped = await NextAsync(changes, "Exited");
        Assert.All(stopped.Urls, url => Assert.True(url.IsInactive));
        Assert.Equal("0", Property(stopped, "resource.exitCode").Value.StringValue);
        Assert.Equal(
            [("start", ResourceCommandState.Enabled), ("stop", ResourceCommandState.Hidden), ("restart", ResourceCommandState.Disabled)],
            stopped.Commands.Select(command => (command.Name, command.State)));

        Assert.Equal(ResourceCommandResponseKind.Succeeded, (await _client.ExecuteAsync(stopped, "start")).Kind);
        await NextAsync(changes, "Starting");
        var again = await NextAsync(changes, "Running");
        Assert.NotEqual(Property(running, "executable.pid").Value, Property(again, "executable.pid").Value);

        var refused = await _client.ExecuteAsync(again, "dance");
        Assert.Equal(ResourceCommandResponseKind.Failed, refused.Kind);
        Assert.Contains("'dance'", refused.Message);
    }

    [Fact]
    public async Task A_console_log_is_told_from_its_beginning_and_goes_on_with_the_process()
    {
        var back = (await _client.ResourcesAsync()).Single(resource => resource.DisplayName == "back");
        await using var lines = _client.ConsoleLogAsync(back.Name).GetAsyncEnumerator(_timeout.Token);
        await NextAsync(lines, "Greeting is hello");
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z ", lines.Current.Text);
        var first = lines.Current.LineNumber;

        await _client.ExecuteAsync(back, "restart");
        await NextAsync(lines, "Greeting is hello");

        Assert.True(lines.Current.LineNumber > first);
        var kept = new List<ConsoleLogLine>();
        await foreach (var line in _client.ConsoleLogAsync(back.Name, follow: false))
        {
            kept.Add(line);
        }

        Assert.Equal(2, kept.Count(line => line.Text.Contains("Greeting is hello", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("another key")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Without_the_key_nothing_is_told(string? key)
    {
        using var stranger = new ResourceClient(_address, key, _timeout.Token);

        var failure = await Assert.ThrowsAsync<RpcException>(stranger.ResourcesAsync);
        Assert.Equal(StatusCode.Unauthenticated, failure.StatusCode);
        failure = await Assert.ThrowsAsync<RpcException>(stranger.ApplicationNameAsync);
        Assert.Equal(StatusCode.Unauthenticated, failure.StatusCode);
    }

    [Fact]
    public async Task Streams_stay_open_until_the_end_and_do_not_hold_it_up()
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = _client.AskedAsync(opened.SetResult);
        await opened.Task.WaitAsync(_timeout.Token);
        await using var changes = _client.ChangesAsync("back").GetAsyncEnumerator(_timeout.Token);
        Assert.True(await changes.MoveNextAsync());
        Assert.False(asked.IsCompleted);

        await _sample.App.DisposeAsync();

        Assert.False(await asked);

        while (await changes.MoveNextAsync())
        {
            // Its last states.
        }
    }

    private static async Task<Resource> NextAsync(IAsyncEnumerator<Resource> changes, string state)
    {
        while (await changes.MoveNextAsync())
        {
            if (changes.Current.State == state)
            {
                return changes.Current;
            }
        }

        throw new InvalidOperationException($"The stream ended before the state '{state}'.");
    }

    private static async Task NextAsync(IAsyncEnumerator<ConsoleLogLine> lines, string text)
    {
        while (await lines.MoveNextAsync())
        {
            if (lines.Current.Text.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The log ended before a line with '{text}'.");
    }

    private static ResourceProperty Property(Resource resource, string name) => resource.Properties.Single(property => property.Name == name);
}
