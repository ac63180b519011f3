using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

public sealed record CustomResourceSnapshot
{
    public required string ResourceType { get; init; }

    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    public DateTime? CreationTimeStamp { get; init; }

    public DateTime? StartTimeStamp { get; init; }

    public DateTime? StopTimeStamp { get; init; }

    public ResourceStateSnapshot? State { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>Known while running only. A check that has not answered yet counts as unhealthy; no checks at all as healthy.</summary>
    public HealthStatus? HealthStatus
    {
        get
        {
            if (State?.Text != KnownResourceStates.Running)
            {
                return null;
            }

            var worst = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy;
            foreach (var report in HealthReports)
            {
                var status = report.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy;
                worst = status < worst ? status : worst;
            }

            return worst;
        }
    }

    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    public bool IsHidden { get; init; }

    public string? IconName { get; init; }

    /// <summary>Completes when every handler of the resource's ready event has; null while it is not ready.</summary>
    internal Task? Ready { get; init; }

    internal string? FailureReason { get; init; }
}
