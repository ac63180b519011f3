using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Brings the model to life, and ends it.</summary>
internal sealed class ApplicationOrchestrator(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing,
    DistributedApplicationExecutionContext execution,
    PortAllocator ports,
    ProjectRunner runner,
    IReporter reporter,
    TimeProvider time,
    IServiceProvider services) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        loggers.LineWritten += reporter.ResourceLine;
        eventing.Subscribe<BeforeResourceStartedEvent>((@event, token) => notifications.WaitForDependenciesAsync(@event.Resource, token));
        eventing.Subscribe<ConnectionStringAvailableEvent>((@event, token) => ShowConnectionStringAsync(@event.Resource, token));
        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken);
        ports.Allocate(model);
        foreach (var resource in model.Resources.OfType<IResourceWithEndpoints>())
        {
            await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), cancellationToken);
        }

        foreach (var resource in model.Resources)
        {
            await DescribeAsync(resource, cancellationToken);
        }

        _running = Task.WhenAll([.. model.Resources.Select(resource => Task.Run(() => RunAsync(resource), CancellationToken.None))]);
        _ = Task.Run(ReportWhenHealthyAsync, CancellationToken.None);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await runner.StopAllAsync();
        await _running;
    }

    public void Dispose() => _stopping.Dispose();

    private async Task DescribeAsync(IResource resource, CancellationToken cancellationToken)
    {
        var urls = await ResourceUrls.FindAsync(resource, execution, cancellationToken);
        await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            CreationTimeStamp = snapshot.CreationTimeStamp ?? time.GetUtcNow().UtcDateTime,
            Urls = [.. snapshot.Urls, .. urls],
            HealthReports = [.. ResourceHealthService.KeysOf(resource).Select(key => new HealthReportSnapshot(key, null, null, null))],
            Relationships =
            [
                .. resource is IResourceWithParent { Parent: { } parent } ? [new(parent.Name, KnownRelationshipTypes.Parent)] : Array.Empty<RelationshipSnapshot>(),
                .. resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(relation => new RelationshipSnapshot(relation.Resource.Name, relation.Type)),
            ],
        });
    }

    private async Task RunAsync(IResource resource)
    {
        try
        {
            if (resource is ParameterResource parameter)
            {
                await ResolveAsync(parameter);
            }

            var initialize = new InitializeResourceEvent(resource, eventing, loggers, notifications, services);
            await eventing.PublishAsync(initialize, EventDispatchBehavior.BlockingConcurrent, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            await runner.FailAsync(resource, exception);
            return;
        }

        if (resource is not ProjectResource project)
        {
            return;
        }

        if (project.HasAnnotationOfType<ExplicitStartupAnnotation>())
        {
            await notifications.PublishUpdateAsync(project, snapshot => snapshot with { State = KnownResourceStates.NotStarted });
            return;
        }

        await runner.StartAsync(project, _stopping.Token);
    }

    private async Task ResolveAsync(ParameterResource parameter)
    {
        try
        {
            var value = await parameter.GetValueAsync(_stopping.Token);
            await notifications.PublishUpdateAsync(parameter, snapshot => snapshot with
            {
                State = KnownResourceStates.Running,
                Properties = snapshot.Properties.With(new("Value", value) { IsSensitive = parameter.Secret }),
            });
        }
        catch (MissingParameterValueException exception)
        {
            await notifications.PublishUpdateAsync(parameter, snapshot => snapshot with
            {
                State = new ResourceStateSnapshot(KnownResourceStates.ValueMissing, KnownResourceStateStyles.Warn),
                FailureReason = exception.Message,
            });
        }
    }

    private async Task ShowConnectionStringAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (resource is IResourceWithConnectionString source && await source.GetConnectionStringAsync(cancellationToken) is { } value)
        {
            await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
            {
                Properties = snapshot.Properties.With(new("resource.connectionString", value) { IsSensitive = true }),
            });
        }
    }

    private async Task ReportWhenHealthyAsync()
    {
        var shown = model.Resources
            .Where(resource => resource is not ParameterResource && !resource.HasAnnotationOfType<ExplicitStartupAnnotation>()).ToArray();
        try
        {
            await Task.WhenAll(shown.Select(resource => notifications.WaitForResourceHealthyAsync(resource.Name, _stopping.Token)));
        }
        catch (Exception exception) when (exception is DistributedApplicationException or OperationCanceledException)
        {
            return; // What failed has been told already.
        }

        reporter.AllHealthy([.. shown.Select(resource => (resource.Name, "Running", UrlsOf(resource)))]);
    }

    private IReadOnlyList<string> UrlsOf(IResource resource) =>
        notifications.TryGetCurrentState(resource.Name, out var current)
            ? [.. current.Snapshot.Urls.Where(url => !url.IsInternal).Select(url => url.Url)]
            : [];
}
