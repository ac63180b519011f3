using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CourseComments.WebhookService.Sequences;

/// <summary>Degraded for an hour after events turned out to be missing.</summary>
internal sealed class SequenceHealthCheck(GapReport gaps) : IHealthCheck
{
    private static readonly TimeSpan GapsShowFor = TimeSpan.FromHours(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(gaps.SinceLastGap < GapsShowFor
            ? HealthCheckResult.Degraded("Events of the topic never came.")
            : HealthCheckResult.Healthy());
}
