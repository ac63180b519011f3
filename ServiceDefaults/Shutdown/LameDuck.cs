using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CourseComments.ServiceDefaults.Shutdown;

/// <summary>A service that was told to end, says so to whoever asks for its health, and still takes requests for a moment.</summary>
internal sealed class LameDuck(TimeProvider time, IOptions<ShutdownOptions> options) : IHostedLifecycleService, IHealthCheck
{
    private volatile bool _ends;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_ends ? HealthCheckResult.Unhealthy("It ends.") : HealthCheckResult.Healthy());

    /// <summary>Before the server and everything else is stopped.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        var delay = Task.Delay(options.Value.Delay, time, cancellationToken);
        _ends = true;
        return delay;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
