using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CourseComments.Denials;

/// <summary>A service that does not know who is denied lets nobody in, so it is not ready.</summary>
internal sealed class DenyListHealthCheck(DenyList list) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await list.EnsureFreshAsync()
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, "The deny list is not known, or too old.");
}
