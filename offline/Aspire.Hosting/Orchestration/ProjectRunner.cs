using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Orchestration;

/// <summary>Starts the process of a project once its dependencies are there, and says what becomes of it.</summary>
internal sealed class ProjectRunner(
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing,
    DistributedApplicationExecutionContext execution,
    DistributedApplicationOptions options,
    PortAllocator ports,
    IReporter reporter,
    TimeProvider time)
{
    private const int LastLines = 20;
    private readonly ConcurrentDictionary<string, ProjectProcess> _processes = new();
    private volatile bool _stopping;

    public async Task RunAsync(ProjectResource project, CancellationToken cancellationToken)
    {
        try
        {
            var process = await StartAsync(project, cancellationToken);
            if (process is not null)
            {
                await FollowAsync(project, process);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application stops before this one has started.
        }
        catch (Exception exception)
        {
            await FailAsync(project, exception);
        }
    }

    public async Task StopAsync()
    {
        _stopping = true;
        await Task.WhenAll(_processes.Values.Select(process => process.StopAsync()));
    }

    public async Task FailAsync(IResource resource, Exception exception)
    {
        var reason = exception is DistributedApplicationException ? exception.Message : exception.ToString();
        loggers.GetLog(resource.Name).Write(reason, isError: true);
        reporter.ResourceFailed(resource.Name, $"it did not start: {reason}", []);
        await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
            FailureReason = $"it failed to start: {reason}",
        });
    }

    private async Task<ProjectProcess?> StartAsync(ProjectResource project, CancellationToken cancellationToken)
    {
        await notifications.PublishUpdateAsync(project, snapshot => snapshot with { State = KnownResourceStates.Starting });
        await eventing.PublishAsync(new BeforeResourceStartedEvent(project, execution.Services), cancellationToken);
        await notifications.PublishUpdateAsync(project, snapshot => snapshot with { State = KnownResourceStates.Starting });

        var metadata = project.Annotations.OfType<IProjectMetadata>().Last();
        var assembly = await ProjectOutput.FindAsync(metadata, options.BuildConfiguration);
        var environment = await ResourceConfiguration.GetEnvironmentAsync(project, execution, cancellationToken);
        var arguments = await ResourceConfiguration.GetArgumentsAsync(project, execution, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        ports.MakeWayFor(project);
        var process = ProjectProcess.Start(assembly, arguments, environment, Path.GetDirectoryName(metadata.ProjectPath)!, loggers.GetLog(project.Name), time);
        _processes[project.Name] = process;
        if (_stopping)
        {
            await process.StopAsync();
            return null;
        }

        await notifications.PublishUpdateAsync(project, snapshot => snapshot with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = time.GetUtcNow().UtcDateTime,
            Properties = [.. snapshot.Properties, new("executable.pid", process.Id), new("project.path", metadata.ProjectPath)],
            EnvironmentVariables = [.. environment.Select(variable => new EnvironmentVariableSnapshot(variable.Key, variable.Value, IsFromSpec: true))],
        });
        return process;
    }

    private async Task FollowAsync(ProjectResource project, ProjectProcess process)
    {
        var exitCode = await process.Completed;
        Report(project, exitCode);
        await notifications.PublishUpdateAsync(project, snapshot => snapshot with
        {
            State = _stopping ? KnownResourceStates.Exited : KnownResourceStates.Finished,
            ExitCode = exitCode,
            StopTimeStamp = time.GetUtcNow().UtcDateTime,
            FailureReason = $"its process ended with {ExitCodes.Describe(exitCode)}",
        });
        if (!_stopping && notifications.TryGetCurrentState(project.Name, out var ended))
        {
            await eventing.PublishAsync(new ResourceStoppedEvent(project, execution.Services, ended));
        }
    }

    private void Report(ProjectResource project, int exitCode)
    {
        if (_stopping)
        {
            return;
        }

        if (exitCode == 0)
        {
            reporter.ResourceFinished(project.Name);
        }
        else
        {
            reporter.ResourceFailed(project.Name, $"its process ended with {ExitCodes.Describe(exitCode)}.", loggers.GetLog(project.Name).Last(LastLines));
        }
    }
}
