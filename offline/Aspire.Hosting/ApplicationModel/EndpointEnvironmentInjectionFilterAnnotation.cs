namespace Aspire.Hosting.ApplicationModel;

internal sealed class EndpointEnvironmentInjectionFilterAnnotation(Func<EndpointAnnotation, bool> filter) : IResourceAnnotation
{
    public Func<EndpointAnnotation, bool> Filter { get; } = filter;
}
