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
    private readonly ConcurrentDictionary<string, ProjectRun> _runs = new();
    private volatile bool _stopping;

    /// <summary>Starts the project's process; it has started, or failed to, when this returns.</summary>
    public async Task StartAsync(ProjectResource project, CancellationToken cancellationToken)
    {
        try
        {
            if (await LaunchAsync(project, cancellationToken) is { } run)
            {
                _ = FollowAsync(project, run);
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

    /// <summary>Ends the project's process.</summary>
    public async Task StopAsync(ProjectResource project)
    {
        if (_runs.TryGetValue(project.Name, out var run))
        {
            await notifications.PublishUpdateAsync(project, snapshot =>
                snapshot.State?.Text == KnownResourceStates.Running ? snapshot with { State = KnownResourceStates.Stopping } : snapshot);
            await run.StopAsync();
        }
    }

    /// <summary>Ends every process, and starts no more.</summary>
    public async Task StopAllAsync()
    {
        _stopping = true;
        await Task.WhenAll(_runs.Values.Select(run => run.StopAsync()));
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

    private async Task<ProjectRun?> LaunchAsync(ProjectResource project, CancellationToken cancellationToken)
    {
        await notifications.PublishUpdateAsync(project, AnewStarting);
        await eventing.PublishAsync(new BeforeResourceStartedEvent(project, execution.Services), cancellationToken);
        await notifications.PublishUpdateAsync(project, snapshot => snapshot with { State = KnownResourceStates.Starting });

        var metadata = project.Annotations.OfType<IProjectMetadata>().Last();
        var assembly = await ProjectOutput.FindAsync(metadata, options.BuildConfiguration);
        var environment = await ResourceConfiguration.GetEnvironmentAsync(project, execution, cancellationToken);
        var arguments = await ResourceConfiguration.GetArgumentsAsync(project, execution, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        ports.MakeWayFor(project);
        var process = ProjectProcess.Start(
            ProjectOutput.DotNet, [assembly, .. arguments], environment, Path.GetDirectoryName(metadata.ProjectPath)!, loggers.GetLog(project.Name), time);
        var run = _runs[project.Name] = new ProjectRun(process);
        if (_stopping)
        {
            run.Ended();
            await run.StopAsync();
            return null;
        }

        await notifications.PublishUpdateAsync(project, snapshot => snapshot with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = time.GetUtcNow().UtcDateTime,
            Properties = snapshot.Properties.With(new("executable.pid", process.Id)).With(new("project.path", metadata.ProjectPath)),
            EnvironmentVariables = [.. environment.Select(variable => new EnvironmentVariableSnapshot(variable.Key, variable.Value, IsFromSpec: true))],
        });
        return run;
    }

    /// <summary>Nothing is left of an earlier run, least of all its health: who waits for the resource waits for this run.</summary>
    private static CustomResourceSnapshot AnewStarting(CustomResourceSnapshot snapshot) => snapshot with
    {
        State = KnownResourceStates.Starting,
        ExitCode = null,
        StopTimeStamp = null,
        FailureReason = null,
        Ready = null,
        HealthReports = [.. snapshot.HealthReports.Select(report => new HealthReportSnapshot(report.Name, null, null, null))],
    };

    private async Task FollowAsync(ProjectResource project, ProjectRun run)
    {
        var exitCode = await run.Process.Completed;
        Report(project, run.Process, exitCode);
        await notifications.PublishUpdateAsync(project, snapshot => snapshot with
        {
            State = run.Process.StopRequested ? KnownResourceStates.Exited : KnownResourceStates.Finished,
            ExitCode = exitCode,
            StopTimeStamp = time.GetUtcNow().UtcDateTime,
            FailureReason = run.Process.StopRequested ? "it was stopped" : $"its process ended with {ExitCodes.Describe(exitCode)}",
        });
        run.Ended();
        try
        {
            if (!_stopping && notifications.TryGetCurrentState(project.Name, out var ended))
            {
                await eventing.PublishAsync(new ResourceStoppedEvent(project, execution.Services, ended));
            }
        }
        catch (Exception exception)
        {
            loggers.GetLog(project.Name).Write(exception.ToString(), isError: true);
        }
    }

    private void Report(ProjectResource project, ProjectProcess process, int exitCode)
    {
        if (process.StopRequested)
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
