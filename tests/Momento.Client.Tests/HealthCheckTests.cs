using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Momento.Sdk;

namespace Momento.Client.Tests;

public sealed class HealthCheckTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TestMomento _momento = null!;

    public async Task InitializeAsync() => _momento = await TestMomento.StartAsync();

    public async Task DisposeAsync() => await _momento.DisposeAsync();

    [Theory]
    [InlineData(StatusCode.OK, HealthStatus.Healthy)]
    [InlineData(StatusCode.NotFound, HealthStatus.Healthy)]
    [InlineData(StatusCode.PermissionDenied, HealthStatus.Healthy)]
    [InlineData(StatusCode.FailedPrecondition, HealthStatus.Healthy)]
    [InlineData(StatusCode.ResourceExhausted, HealthStatus.Degraded)]
    [InlineData(StatusCode.Unauthenticated, HealthStatus.Unhealthy)]
    [InlineData(StatusCode.Unavailable, HealthStatus.Unhealthy)]
    [InlineData(StatusCode.Internal, HealthStatus.Unhealthy)]
    public async Task The_answer_decides_the_health(StatusCode status, HealthStatus expected)
    {
        using var host = await HostAsync();
        Fail(status);

        Assert.Equal(expected, (await CheckAsync(host)).Status);
    }

    [Theory]
    [InlineData(StatusCode.OK, HealthStatus.Healthy)]
    [InlineData(StatusCode.NotFound, HealthStatus.Degraded)]
    public async Task The_cache_that_the_settings_name_must_exist(StatusCode status, HealthStatus expected)
    {
        using var host = await HostAsync(s => s.HealthCheckCache = "course-comments");
        Fail(status);

        Assert.Equal(expected, (await CheckAsync(host)).Status);
        Assert.Equal("course-comments", Assert.Single(_momento.Calls).Headers.GetValue("cache"));
    }

    [Fact]
    public async Task A_service_recovers_with_its_momento()
    {
        using var host = await HostAsync();
        Fail(StatusCode.Unavailable);
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(host)).Status);

        Fail(StatusCode.OK);

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(host)).Status);
    }

    [Fact]
    public async Task A_momento_that_is_away_is_unhealthy_and_the_description_has_no_key()
    {
        using var host = await HostAsync();
        await _momento.DisposeAsync();

        var entry = await CheckAsync(host);

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal("Momento answered SERVER_UNAVAILABLE.", entry.Description);
        Assert.Null(entry.Exception);
    }

    [Fact]
    public async Task A_momento_that_does_not_answer_is_unhealthy_before_callers_lose_patience()
    {
        using var host = await HostAsync(s => s.ClientTimeout = TimeSpan.FromMinutes(10));
        _momento.Hangs = true;

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(host)).Status);
    }

    private static async Task<HealthReportEntry> CheckAsync(IHost host)
    {
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync().WaitAsync(Patience);
        return Assert.Contains("Momento", report.Entries);
    }

    /// <summary>Warm, so that the check's own timeout is not spent on a first call on a busy machine.</summary>
    private async Task<IHost> HostAsync(Action<MomentoClientSettings>? configure = null)
    {
        var builder = TestHost.Builder(("ConnectionStrings:momento", $"Endpoint={_momento.Endpoint};ApiKey=SECRET"));
        builder.AddMomentoClients("momento", settings =>
        {
            settings.ClientTimeout = Patience;
            configure?.Invoke(settings);
        });
        var host = builder.Build();
        await host.Services.GetRequiredService<ICacheClient>().GetAsync("any", "key").WaitAsync(Patience);
        _momento.Calls.Clear();
        return host;
    }

    private void Fail(StatusCode status) => _momento.Failure = status is StatusCode.OK ? null : new Status(status, "as told");
}
