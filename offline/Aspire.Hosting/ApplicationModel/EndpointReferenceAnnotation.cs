namespace Aspire.Hosting.ApplicationModel;

public sealed class EndpointReferenceAnnotation(IResourceWithEndpoints resource) : IResourceAnnotation
{
    public IResourceWithEndpoints Resource { get; } = resource;

    public bool UseAllEndpoints { get; set; }

    public HashSet<string> EndpointNames { get; } = new(StringComparer.OrdinalIgnoreCase);
}
