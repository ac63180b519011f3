using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Asks every running resource for its health: often until it is well, then now and again.</summary>
internal sealed class ResourceHealthService(
    ResourceNotificationService notifications,
    IDistributedApplicationEventing eventing,
    HealthCheckService checks,
    TimeProvider time,
    IServiceProvider services) : BackgroundService
{
    private static readonly TimeSpan Eager = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Content = TimeSpan.FromSeconds(30);
    private const int EagerAttempts = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var monitors = new Dictionary<string, CancellationTokenSource>();
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken))
            {
                var name = change.Resource.Name;
                var running = change.Snapshot.State?.Text == KnownResourceStates.Running;
                if (running && !monitors.ContainsKey(name))
                {
                    var monitor = monitors[name] = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                    _ = Task.Run(() => MonitorAsync(change.Resource, monitor.Token), stoppingToken);
                }
                else if (!running && monitors.Remove(name, out var ended))
                {
                    await ended.CancelAsync();
                    ended.Dispose();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
    }

    private async Task MonitorAsync(IResource resource, CancellationToken cancellationToken)
    {
        var keys = KeysOf(resource);
        if (keys.Count == 0)
        {
            await BecomeReadyAsync(resource, cancellationToken);
            return;
        }

        var ready = false;
        for (var attempt = 0; !cancellationToken.IsCancellationRequested; attempt++)
        {
            var report = await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), cancellationToken);
            await PublishAsync(resource, report);
            var healthy = report.Status == HealthStatus.Healthy;
            if (healthy && !ready)
            {
                ready = true;
                await BecomeReadyAsync(resource, cancellationToken);
            }

            attempt = healthy ? 0 : attempt;
            await Task.Delay(healthy ? Content : attempt < EagerAttempts ? Eager : Patient, time, cancellationToken);
        }
    }

    private Task PublishAsync(IResource resource, HealthReport report)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            HealthReports = [.. report.Entries.Select(entry =>
                new HealthReportSnapshot(entry.Key, entry.Value.Status, entry.Value.Description, entry.Value.Exception?.Message) { LastRunAt = now })],
        });
    }

    private Task BecomeReadyAsync(IResource resource, CancellationToken cancellationToken)
    {
        var ready = Task.Run(() => eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken), cancellationToken);
        return notifications.PublishUpdateAsync(resource, snapshot => snapshot with { Ready = ready });
    }

    /// <summary>Its own checks, and those of the resources it is a part of.</summary>
    internal static ImmutableHashSet<string> KeysOf(IResource resource)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(annotation => annotation.Key).ToImmutableHashSet();
        return resource is IResourceWithParent { Parent: { } parent } ? keys.Union(KeysOf(parent)) : keys;
    }
}
