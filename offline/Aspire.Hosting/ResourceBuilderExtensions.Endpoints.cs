using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder, [EndpointName] string endpointName, Action<EndpointAnnotation> callback, bool createIfNotExists = true)
        where T : IResourceWithEndpoints
    {
        var endpoint = builder.FindEndpoint(endpointName);
        if (endpoint is null && !createIfNotExists)
        {
            return builder;
        }

        if (endpoint is null)
        {
            endpoint = new EndpointAnnotation(ProtocolType.Tcp, name: endpointName);
            builder.WithAnnotation(endpoint);
        }

        callback(endpoint);
        return builder;
    }

    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        [EndpointName] string? name = null,
        string? env = null,
        bool? isProxied = null,
        bool? isExternal = null,
        ProtocolType? protocol = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = builder.FindEndpoint(name ?? scheme ?? (protocol ?? ProtocolType.Tcp).ToString().ToLowerInvariant());
        if (endpoint is null)
        {
            endpoint = new EndpointAnnotation(protocol ?? ProtocolType.Tcp, scheme, name: name);
            builder.WithAnnotation(endpoint);
        }

        endpoint.Port = port ?? endpoint.Port;
        endpoint.TargetPort = targetPort ?? endpoint.TargetPort;
        endpoint.IsExternal = isExternal ?? endpoint.IsExternal;
        endpoint.IsProxied = isProxied ?? endpoint.IsProxied;
        if (env is not null && builder.Resource is IResourceWithEnvironment)
        {
            endpoint.TargetPortEnvironmentVariable = env;
            var targetPortReference = new EndpointReference(builder.Resource, endpoint).Property(EndpointProperty.TargetPort);
            builder.WithAnnotation(new EnvironmentCallbackAnnotation((EnvironmentCallbackContext context) => context.EnvironmentVariables[env] = targetPortReference));
        }

        return builder;
    }

    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, [EndpointName] string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, "http", name, env, isProxied);

    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.UriScheme is "http" or "https"))
        {
            endpoint.IsExternal = true;
        }

        return builder;
    }

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, [EndpointName] string name)
        where T : IResourceWithEndpoints => builder.Resource.GetEndpoint(name);

    public static IResourceBuilder<T> AsHttp2Service<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints => builder.WithAnnotation(new Http2ServiceAnnotation());

    public static IResourceBuilder<T> WithUrls<T>(this IResourceBuilder<T> builder, Action<ResourceUrlsCallbackContext> callback)
        where T : IResource => builder.WithUrls(context =>
        {
            callback(context);
            return Task.CompletedTask;
        });

    public static IResourceBuilder<T> WithUrls<T>(this IResourceBuilder<T> builder, Func<ResourceUrlsCallbackContext, Task> callback)
        where T : IResource => builder.WithAnnotation(new ResourceUrlsCallbackAnnotation(callback));

    public static IResourceBuilder<T> WithUrlForEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Action<ResourceUrlAnnotation> callback)
        where T : IResource => builder.WithUrls(context =>
        {
            foreach (var url in context.Urls.Where(url => url.Endpoint?.EndpointName == endpointName))
            {
                callback(url);
            }
        });

    private static EndpointAnnotation? FindEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints => builder.Resource.Annotations.OfType<EndpointAnnotation>()
            .SingleOrDefault(endpoint => endpoint.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
