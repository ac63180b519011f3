using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(annotation => annotation.Key == key))
        {
            throw new DistributedApplicationException($"'{builder.Resource.Name}' has a health check '{key}' already.");
        }

        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        var name = endpointName ?? (builder.FindEndpoint("https") is not null && builder.FindEndpoint("http") is null ? "https" : "http");
        return builder.WithHttpHealthCheck(() => builder.GetEndpoint(name), path, statusCode);
    }

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, Func<EndpointReference>? endpointSelector, string? path = null, int? statusCode = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = endpointSelector?.Invoke() ?? builder.GetEndpoint("http");
        if (endpoint.Scheme is not ("http" or "https"))
        {
            throw new DistributedApplicationException(
                $"The endpoint '{endpoint.EndpointName}' of '{builder.Resource.Name}' has the scheme '{endpoint.Scheme}': no HTTP health check can use it.");
        }

        var expected = statusCode ?? 200;
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{path ?? "/"}_{expected}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks()
            .Add(new HealthCheckRegistration(key, _ => new EndpointHealthCheck(endpoint, path ?? "/", expected), failureStatus: null, tags: null));
        return builder.WithHealthCheck(key);
    }
}
