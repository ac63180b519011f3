namespace Aspire.Hosting.ApplicationModel;

public class ResourceUrlsCallbackContext(
    DistributedApplicationExecutionContext executionContext,
    IResource resource,
    List<ResourceUrlAnnotation>? urls = null,
    CancellationToken cancellationToken = default)
{
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    public IResource Resource { get; } = resource;

    public List<ResourceUrlAnnotation> Urls { get; } = urls ?? [];

    public CancellationToken CancellationToken { get; } = cancellationToken;
}
