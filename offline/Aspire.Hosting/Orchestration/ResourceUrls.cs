using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

internal static class ResourceUrls
{
    /// <summary>An address per endpoint, as the resource's callbacks leave it; a relative one counts from its endpoint.</summary>
    public static async Task<IEnumerable<UrlSnapshot>> FindAsync(
        IResource resource, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken)
    {
        var urls = resource is IResourceWithEndpoints withEndpoints
            ? withEndpoints.GetEndpoints().Where(endpoint => endpoint.IsAllocated)
                .Select(endpoint => new ResourceUrlAnnotation { Url = endpoint.Url, Endpoint = endpoint })
            : [];
        var context = new ResourceUrlsCallbackContext(execution, resource, [.. urls, .. resource.Annotations.OfType<ResourceUrlAnnotation>()], cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context);
        }

        return context.Urls.Select(url => new UrlSnapshot(url.Endpoint?.EndpointName, Absolute(url), url.DisplayLocation == UrlDisplayLocation.DetailsOnly)
        {
            DisplayProperties = new(url.DisplayText ?? ""),
        });
    }

    private static string Absolute(ResourceUrlAnnotation url) =>
        url is { Endpoint: { IsAllocated: true } endpoint } && url.Url.StartsWith('/') ? endpoint.Url + url.Url : url.Url;
}
