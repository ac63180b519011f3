namespace Aspire.Hosting.ApplicationModel;

public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    public IResource Resource { get; } = resource;

    public WaitType WaitType { get; } = waitType;

    public WaitBehavior? WaitBehavior { get; set; }

    public int ExitCode { get; } = exitCode;
}
