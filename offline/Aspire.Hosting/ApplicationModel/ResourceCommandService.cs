using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Executes the commands of resources: <see cref="KnownResourceCommands"/> of projects.</summary>
public class ResourceCommandService
{
    private readonly DistributedApplicationModel _model;
    private readonly LifecycleCommands _commands;

    internal ResourceCommandService(DistributedApplicationModel model, LifecycleCommands commands)
    {
        _model = model;
        _commands = commands;
    }

    /// <param name="resourceId">The resource's name, or the id that the dashboard knows it by.</param>
    /// <param name="commandName">The command's name.</param>
    /// <param name="cancellationToken">Ends the wait for an earlier command on the same resource.</param>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        _model.Resources.FirstOrDefault(resource => resource.IsCalled(resourceId)) is { } resource
            ? ExecuteCommandAsync(resource, commandName, cancellationToken)
            : Task.FromResult(new ExecuteCommandResult { Success = false, Message = $"There is no resource '{resourceId}'." });

    public async Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (resource is not ProjectResource project)
        {
            return new() { Success = false, Message = $"'{resource.Name}' has no command '{commandName}'." };
        }

        try
        {
            var refusal = await _commands.ExecuteAsync(project, commandName, cancellationToken);
            return new() { Success = refusal is null, Message = refusal };
        }
        catch (OperationCanceledException)
        {
            return new() { Success = false, Canceled = true };
        }
    }
}
