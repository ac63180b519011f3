using Aspire.DashboardService.Proto.V1;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Dashboard.Resources;

/// <summary>The buttons that the dashboard shows for a resource.</summary>
internal static class CommandMessages
{
    public static IEnumerable<ResourceCommand> For(IResource resource, CustomResourceSnapshot snapshot)
    {
        if (resource is not ProjectResource)
        {
            return [];
        }

        return
        [
            Command(KnownResourceCommands.StartCommand, "Start", "Start the resource", "Play", IconVariant.Filled),
            Command(KnownResourceCommands.StopCommand, "Stop", "Stop the resource", "Stop", IconVariant.Filled),
            Command(KnownResourceCommands.RestartCommand, "Restart", "Stop the resource and start it again, as it was built", "ArrowCounterclockwise", IconVariant.Regular),
        ];

        ResourceCommand Command(string name, string displayName, string description, string icon, IconVariant variant) => new()
        {
            Name = name,
            DisplayName = displayName,
            DisplayDescription = description,
            IconName = icon,
            IconVariant = variant,
            IsHighlighted = name != KnownResourceCommands.RestartCommand,
            State = LifecycleCommands.StateOf(name, resource, snapshot) switch
            {
                LifecycleCommandState.Enabled => ResourceCommandState.Enabled,
                LifecycleCommandState.Disabled => ResourceCommandState.Disabled,
                _ => ResourceCommandState.Hidden,
            },
        };
    }
}
