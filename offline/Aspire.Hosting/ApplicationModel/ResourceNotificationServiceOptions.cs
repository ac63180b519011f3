namespace Aspire.Hosting.ApplicationModel;

public sealed class ResourceNotificationServiceOptions
{
    /// <summary>Without a dashboard nobody could start a failed dependency again: waiters give up with it.</summary>
    public WaitBehavior DefaultWaitBehavior { get; set; } = WaitBehavior.StopOnResourceUnavailable;
}
