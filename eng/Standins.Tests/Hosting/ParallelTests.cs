namespace CourseComments.Standins.Tests.Hosting;

public sealed class ParallelTests
{
    [Fact]
    public async Task Two_app_hosts_run_side_by_side_on_their_own_ports_and_values()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var samples = await Task.WhenAll(
            SampleApplication.StartAsync(timeout.Token, "Parameters:api-key=one"),
            SampleApplication.StartAsync(timeout.Token, "Parameters:api-key=two"));
        await using var first = samples[0];
        await using var second = samples[1];

        Assert.Equal("one", (await first.EnvironmentOfAsync("back", timeout.Token))["API_KEY"]);
        Assert.Equal("two", (await second.EnvironmentOfAsync("back", timeout.Token))["API_KEY"]);
        Assert.NotEqual(first.App.GetEndpoint("back"), second.App.GetEndpoint("back"));
    }

    [Fact]
    public async Task An_app_host_that_no_test_builds_ends()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SampleAppHost>(timeout.Token);
        await builder.DisposeAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => builder.BuildAsync(timeout.Token));
    }
}
