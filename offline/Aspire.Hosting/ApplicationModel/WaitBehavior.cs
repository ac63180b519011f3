namespace Aspire.Hosting.ApplicationModel;

public enum WaitBehavior
{
    WaitOnResourceUnavailable,
    StopOnResourceUnavailable
}
