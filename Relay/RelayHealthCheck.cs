using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CourseComments.Relay;

/// <summary>Degraded while messages wait without progress, and for an hour after messages were missed. Standing by is healthy.</summary>
internal sealed class RelayHealthCheck(RelayStatus status, IOptions<RelayOptions> options) : IHealthCheck
{
    private static readonly TimeSpan GapsShowFor = TimeSpan.FromHours(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Judge());

    private HealthCheckResult Judge()
    {
        if (status.StalledFor > options.Value.StalledAfter)
        {
            return HealthCheckResult.Degraded("A message waits, and with it the checkpoint.");
        }

        return status.SinceLastGap < GapsShowFor
            ? HealthCheckResult.Degraded("Messages of the topic were missed.")
            : HealthCheckResult.Healthy();
    }
}
