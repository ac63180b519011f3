namespace Aspire.Hosting.ApplicationModel;

public enum WaitType
{
    WaitUntilHealthy,
    WaitForCompletion,
    WaitUntilStarted
}
