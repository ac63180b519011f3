using System.Globalization;
using Aspire.DashboardService.Proto.V1;
using Aspire.Hosting.ApplicationModel;
using Google.Protobuf.WellKnownTypes;
using HealthStatus = Aspire.DashboardService.Proto.V1.HealthStatus;
using Resource = Aspire.DashboardService.Proto.V1.Resource;

namespace Aspire.Hosting.Dashboard.Resources;

/// <summary>A resource's state as the dashboard wants it told.</summary>
internal static class ResourceMessages
{
    public static Resource From(IResource resource, CustomResourceSnapshot snapshot)
    {
        var message = new Resource
        {
            Name = resource.InstanceId(),
            Uid = resource.InstanceId(),
            DisplayName = resource.Name,
            ResourceType = snapshot.ResourceType,
            State = snapshot.State?.Text ?? "",
            StateStyle = snapshot.State?.Style ?? "",
            IsHidden = snapshot.IsHidden,
            CreatedAt = Timestamped(snapshot.CreationTimeStamp),
            StartedAt = Timestamped(snapshot.StartTimeStamp),
            StoppedAt = Timestamped(snapshot.StopTimeStamp),
        };
        if (snapshot.IconName is { } icon)
        {
            message.IconName = icon;
        }

        message.Environment.AddRange(snapshot.EnvironmentVariables.Select(variable =>
            new EnvironmentVariable { Name = variable.Name, Value = variable.Value ?? "", IsFromSpec = variable.IsFromSpec }));
        message.Properties.AddRange(Common(resource, snapshot).Concat(snapshot.Properties.Select(From)));
        message.Urls.AddRange(snapshot.Urls.Select(url => From(url, active: IsReachable(resource, snapshot))));
        message.HealthReports.AddRange(snapshot.HealthReports.Select(From));
        message.Relationships.AddRange(snapshot.Relationships.Select(relationship =>
            new ResourceRelationship { ResourceName = relationship.ResourceName, Type = relationship.Type }));
        message.Commands.AddRange(CommandMessages.For(resource, snapshot));
        return message;
    }

    /// <summary>What the dashboard reads from properties only.</summary>
    private static IEnumerable<ResourceProperty> Common(IResource resource, CustomResourceSnapshot snapshot)
    {
        yield return Property("resource.uid", resource.InstanceId());
        yield return Property("resource.name", resource.InstanceId());
        yield return Property("resource.type", snapshot.ResourceType);
        yield return Property("resource.displayName", resource.Name);
        yield return Property("resource.state", snapshot.State?.Text);
        yield return Property("resource.exitCode", snapshot.ExitCode?.ToString(CultureInfo.InvariantCulture));
        yield return Property("resource.startTime", snapshot.StartTimeStamp?.ToString("O", CultureInfo.InvariantCulture));
        yield return Property("resource.stopTime", snapshot.StopTimeStamp?.ToString("O", CultureInfo.InvariantCulture));
        yield return Property("resource.healthState", snapshot.HealthStatus?.ToString());
        if (resource is IResourceWithParent { Parent: { } parent })
        {
            yield return Property("resource.parentName", parent.InstanceId());
        }
    }

    private static ResourceProperty Property(string name, string? value) => From(new ResourcePropertySnapshot(name, value));

    private static ResourceProperty From(ResourcePropertySnapshot property) => new()
    {
        Name = property.Name,
        IsSensitive = property.IsSensitive,
        Value = property.Value switch
        {
            null => Value.ForNull(),
            int number => Value.ForNumber(number),
            var value => Value.ForString(Convert.ToString(value, CultureInfo.InvariantCulture)),
        },
    };

    private static Url From(UrlSnapshot url, bool active) => new()
    {
        EndpointName = url.Name ?? "",
        FullUrl = url.Url,
        IsInternal = url.IsInternal,
        IsInactive = url.IsInactive || !active,
        DisplayProperties = new() { DisplayName = url.DisplayProperties.DisplayName, SortOrder = url.DisplayProperties.SortOrder },
    };

    private static HealthReport From(HealthReportSnapshot report)
    {
        var message = new HealthReport
        {
            Key = report.Name,
            Description = report.Description ?? "",
            Exception = report.ExceptionText ?? "",
            LastRunAt = Timestamped(report.LastRunAt),
        };
        if (report.Status is { } status)
        {
            message.Status = status switch
            {
                Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy => HealthStatus.Healthy,
                Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded => HealthStatus.Degraded,
                _ => HealthStatus.Unhealthy,
            };
        }

        return message;
    }

    private static bool IsReachable(IResource resource, CustomResourceSnapshot snapshot) =>
        resource is not ProjectResource || snapshot.State?.Text == KnownResourceStates.Running;

    private static Timestamp? Timestamped(DateTime? time) =>
        time is { } value ? Timestamp.FromDateTime(DateTime.SpecifyKind(value, DateTimeKind.Utc)) : null;
}
