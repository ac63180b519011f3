using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

public static class DistributedApplicationHostingTestingExtensions
{
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = default)
    {
        var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = app.GetEndpoint(resourceName, endpointName);
        return client;
    }

    public static ValueTask<string?> GetConnectionStringAsync(this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        Find(app, resourceName) is IResourceWithConnectionString resource
            ? resource.GetConnectionStringAsync(cancellationToken)
            : throw new ArgumentException($"The resource '{resourceName}' has no connection string.", nameof(resourceName));

    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = default)
    {
        if (Find(app, resourceName) is not IResourceWithEndpoints resource)
        {
            throw new ArgumentException($"The resource '{resourceName}' has no endpoints.", nameof(resourceName));
        }

        string[] names = string.IsNullOrEmpty(endpointName) ? ["https", "http"] : [endpointName];
        var endpoint = names.Select(resource.GetEndpoint).FirstOrDefault(candidate => candidate.IsAllocated)
            ?? throw new ArgumentException($"The resource '{resourceName}' has no endpoint '{names[^1]}'.", nameof(endpointName));
        return new Uri(endpoint.Url);
    }

    private static IResource Find(DistributedApplication app, string resourceName)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentException.ThrowIfNullOrEmpty(resourceName);
        if (!app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested)
        {
            throw new InvalidOperationException("The application has not started.");
        }

        return app.Services.GetRequiredService<DistributedApplicationModel>().Resources.TryGetByName(resourceName, out var resource)
            ? resource
            : throw new ArgumentException($"There is no resource '{resourceName}'.", nameof(resourceName));
    }
}
