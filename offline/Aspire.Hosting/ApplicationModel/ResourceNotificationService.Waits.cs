using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

public partial class ResourceNotificationService
{
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [string.IsNullOrEmpty(targetState) ? KnownResourceStates.Running : targetState], cancellationToken);

    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var targets = targetStates.ToArray();
        var reached = await WaitForResourceAsync(
            resourceName,
            change => change.Snapshot.State?.Text is { } state && targets.Contains(state, StringComparer.OrdinalIgnoreCase),
            cancellationToken);
        return reached.Snapshot.State!.Text;
    }

    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        await foreach (var change in WatchAsync(cancellationToken))
        {
            if (string.Equals(change.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(change))
            {
                return change;
            }
        }

        throw new OperationCanceledException($"The application stopped while '{resourceName}' was waited for.");
    }

    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, _defaultWaitBehavior, cancellationToken);

    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        if (_serviceProvider.GetService<DistributedApplicationModel>() is { } model && !model.Resources.TryGetByName(resourceName, out _))
        {
            throw new DistributedApplicationException($"There is no resource '{resourceName}' to wait for.");
        }

        var reached = await WaitForResourceAsync(resourceName, change => IsReady(change) || HasGivenUp(waitBehavior, change), cancellationToken);
        if (!IsReady(reached))
        {
            throw new DistributedApplicationException(
                $"The resource '{resourceName}' will not become healthy, it failed to start or has ended: {Describe(reached.Snapshot)}");
        }

        await reached.Snapshot.Ready!.WaitAsync(cancellationToken);
        return reached;
    }

    /// <summary>Waits for all that the resource's wait annotations name; fails with the first dependency that fails.</summary>
    public async Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().Where(wait => wait.Resource is not IResourceWithoutLifetime).ToArray();
        if (waits.Length == 0)
        {
            return;
        }

        await PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.Waiting });
        using var oneFailed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pending = waits.Select(wait => WaitForDependencyAsync(resource, wait, oneFailed.Token)).ToList();
        try
        {
            while (pending.Count > 0)
            {
                var finished = await Task.WhenAny(pending);
                pending.Remove(finished);
                await finished;
            }
        }
        finally
        {
            await oneFailed.CancelAsync();
        }
    }

    private async Task WaitForDependencyAsync(IResource resource, WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var behavior = wait.WaitType == WaitType.WaitForCompletion ? WaitBehavior.StopOnResourceUnavailable : wait.WaitBehavior ?? _defaultWaitBehavior;
        Log.WaitsFor(_resourceLoggers.GetLogger(resource), wait.Resource.Name);
        var reached = await WaitForResourceAsync(wait.Resource.Name, change => IsMet(wait, change) || HasGivenUp(behavior, change), cancellationToken);
        if (!IsMet(wait, reached))
        {
            throw new DistributedApplicationException(
                $"'{resource.Name}' waits for '{wait.Resource.Name}', but {Describe(reached.Snapshot)}");
        }

        if (wait.WaitType == WaitType.WaitUntilHealthy)
        {
            await reached.Snapshot.Ready!.WaitAsync(cancellationToken);
        }
    }

    private static bool IsMet(WaitAnnotation wait, ResourceEvent change) => wait.WaitType switch
    {
        WaitType.WaitUntilHealthy => IsReady(change),
        WaitType.WaitUntilStarted => change.Snapshot.State?.Text == KnownResourceStates.Running,
        _ => change.Snapshot.State?.Text is { } state && KnownResourceStates.TerminalStates.Contains(state) && change.Snapshot.ExitCode == wait.ExitCode,
    };

    private static bool IsReady(ResourceEvent change) =>
        change.Snapshot is { HealthStatus: HealthStatus.Healthy, Ready: not null };

    private static bool HasGivenUp(WaitBehavior behavior, ResourceEvent change) =>
        behavior == WaitBehavior.StopOnResourceUnavailable
        && change.Snapshot.State?.Text is { } state
        && (KnownResourceStates.TerminalStates.Contains(state) || state == KnownResourceStates.RuntimeUnhealthy || state == KnownResourceStates.ValueMissing);

    private static string Describe(CustomResourceSnapshot snapshot) =>
        snapshot.FailureReason ?? $"its state is '{snapshot.State?.Text}'";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Waits for '{Dependency}'.")]
        public static partial void WaitsFor(ILogger logger, string dependency);
    }
}
