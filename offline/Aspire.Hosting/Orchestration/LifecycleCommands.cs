using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Starts, stops and restarts projects while the application runs. A project's commands take turns.</summary>
internal sealed class LifecycleCommands(
    ProjectRunner runner, ResourceNotificationService notifications, IHostApplicationLifetime lifetime)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new();

    /// <summary>What can be done with a resource in its present state.</summary>
    public static LifecycleCommandState StateOf(string command, IResource resource, CustomResourceSnapshot snapshot)
    {
        var state = snapshot.State?.Text;
        if (resource is not ProjectResource)
        {
            return LifecycleCommandState.Hidden;
        }

        var running = state == KnownResourceStates.Running;
        return command switch
        {
            _ when command == KnownResourceCommands.StartCommand =>
                HasEnded(state) ? LifecycleCommandState.Enabled : running ? LifecycleCommandState.Hidden : LifecycleCommandState.Disabled,
            _ when command == KnownResourceCommands.StopCommand =>
                running ? LifecycleCommandState.Enabled : HasEnded(state) ? LifecycleCommandState.Hidden : LifecycleCommandState.Disabled,
            _ when command == KnownResourceCommands.RestartCommand =>
                running ? LifecycleCommandState.Enabled : LifecycleCommandState.Disabled,
            _ => LifecycleCommandState.Hidden,
        };
    }

    /// <summary>Null when it was done, or had been done already; else why it was not.</summary>
    public async Task<string?> ExecuteAsync(ProjectResource project, string command, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(project.Name, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            var stop = command == KnownResourceCommands.StopCommand || command == KnownResourceCommands.RestartCommand;
            var start = command == KnownResourceCommands.StartCommand || command == KnownResourceCommands.RestartCommand;
            if (!stop && !start)
            {
                return $"'{project.Name}' has no command '{command}'.";
            }

            var state = Current(project).State?.Text;
            if (state != KnownResourceStates.Running && !HasEnded(state))
            {
                return $"'{project.Name}' cannot {command} now, its state is '{state}'.";
            }

            if (stop && state == KnownResourceStates.Running)
            {
                await runner.StopAsync(project);
            }

            return start && HasEnded(Current(project).State?.Text) ? await StartAsync(project) : null;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<string?> StartAsync(ProjectResource project)
    {
        // Not for the caller to cancel: the one who asked may be gone before the process is there.
        await runner.StartAsync(project, lifetime.ApplicationStopping);
        return Current(project) is { State.Text: var state, FailureReason: var reason } && state == KnownResourceStates.FailedToStart
            ? $"'{project.Name}' {reason}"
            : null;
    }

    private CustomResourceSnapshot Current(ProjectResource project) =>
        notifications.TryGetCurrentState(project.Name, out var current)
            ? current.Snapshot
            : throw new DistributedApplicationException($"'{project.Name}' is not part of the running application.");

    private static bool HasEnded(string? state) =>
        state is not null && (KnownResourceStates.TerminalStates.Contains(state) || state == KnownResourceStates.NotStarted);
}
