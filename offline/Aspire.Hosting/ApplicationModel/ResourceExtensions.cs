using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.ApplicationModel;

public static class ResourceExtensions
{
    public static bool TryGetLastAnnotation<T>(this IResource resource, [NotNullWhen(true)] out T? annotation)
        where T : IResourceAnnotation
    {
        annotation = resource.Annotations.OfType<T>().LastOrDefault();
        return annotation is not null;
    }

    public static bool TryGetAnnotationsOfType<T>(this IResource resource, [NotNullWhen(true)] out IEnumerable<T>? result)
        where T : IResourceAnnotation
    {
        var annotations = resource.Annotations.OfType<T>().ToArray();
        result = annotations.Length > 0 ? annotations : null;
        return result is not null;
    }

    public static bool HasAnnotationOfType<T>(this IResource resource)
        where T : IResourceAnnotation => resource.Annotations.OfType<T>().Any();

    public static bool TryGetEnvironmentVariables(this IResource resource, [NotNullWhen(true)] out IEnumerable<EnvironmentCallbackAnnotation>? environmentVariables) =>
        resource.TryGetAnnotationsOfType(out environmentVariables);

    public static bool TryGetEndpoints(this IResource resource, [NotNullWhen(true)] out IEnumerable<EndpointAnnotation>? endpoints) =>
        resource.TryGetAnnotationsOfType(out endpoints);

    public static bool TryGetUrls(this IResource resource, [NotNullWhen(true)] out IEnumerable<ResourceUrlAnnotation>? urls) =>
        resource.TryGetAnnotationsOfType(out urls);

    public static bool IsExcludedFromPublish(this IResource resource) => resource.HasAnnotationOfType<ManifestPublishingCallbackAnnotation>();

    public static IEnumerable<EndpointReference> GetEndpoints(this IResourceWithEndpoints resource) =>
        [.. resource.Annotations.OfType<EndpointAnnotation>().Select(annotation => new EndpointReference(resource, annotation))];

    public static EndpointReference GetEndpoint(this IResourceWithEndpoints resource, string endpointName) => new(resource, endpointName);

    /// <summary>The resource's environment: values when running, placeholders when publishing.</summary>
    [Obsolete("As in the real package, where a builder of execution configurations takes its place.")]
    public static async ValueTask<Dictionary<string, string>> GetEnvironmentVariableValuesAsync(
        this IResourceWithEnvironment resource,
        DistributedApplicationOperation applicationOperation = DistributedApplicationOperation.Run) =>
        await ResourceConfiguration.GetEnvironmentAsync(resource, new(applicationOperation), CancellationToken.None);
}
