using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        connectionName ??= resource.Name;
        return builder.WithReferenceRelationship(resource).WithEnvironment(context =>
        {
            var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{connectionName}";
            context.EnvironmentVariables[variable] = new ConnectionStringReference(resource, optional);
            var prefix = connectionName.Length == 0 ? "" : $"{EnvironmentVariableName.From(connectionName).ToUpperInvariant()}_";
            foreach (var (property, value) in resource.GetConnectionProperties())
            {
                context.EnvironmentVariables[prefix + property.ToUpperInvariant()] = value;
            }
        });
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment => builder.ReferTo(source.Resource, endpointName: null, name: null);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment => builder.ReferTo(source.Resource, endpointName: null, name);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment => builder.ReferTo(endpointReference.Resource, endpointReference.EndpointName, name: null);

    public static IResourceBuilder<T> WithRelationship<T>(this IResourceBuilder<T> builder, IResource resource, string type)
        where T : IResource => builder.WithAnnotation(new ResourceRelationshipAnnotation(resource, type));

    public static IResourceBuilder<T> WithRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> resourceBuilder, string type)
        where T : IResource => builder.WithRelationship(resourceBuilder.Resource, type);

    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, IResource resource)
        where T : IResource => builder.WithRelationship(resource, KnownRelationshipTypes.Reference);

    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, ReferenceExpression expression)
        where T : IResource
    {
        LinkReferences(builder, expression.ValueProviders);
        return builder;
    }

    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> resourceBuilder)
        where T : IResource => builder.WithReferenceRelationship(resourceBuilder.Resource);

    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> parent)
        where T : IResource => builder.WithParentRelationship(parent.Resource);

    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResource parent)
        where T : IResource => builder.WithRelationship(parent, KnownRelationshipTypes.Parent);

    /// <summary>One annotation and one callback per source: which of its endpoints are meant is settled when the process starts.</summary>
    private static IResourceBuilder<T> ReferTo<T>(this IResourceBuilder<T> builder, IResourceWithEndpoints source, string? endpointName, string? name)
        where T : IResourceWithEnvironment
    {
        var reference = builder.Resource.Annotations.OfType<EndpointReferenceAnnotation>().SingleOrDefault(annotation => annotation.Resource == source);
        if (reference is null)
        {
            reference = new EndpointReferenceAnnotation(source);
            var added = reference;
            builder.WithAnnotation(added).WithEnvironment(context => AddServiceVariables(context.EnvironmentVariables, added, name));
        }

        if (endpointName is null)
        {
            reference.UseAllEndpoints = true;
        }
        else
        {
            reference.EndpointNames.Add(endpointName);
        }

        return builder.WithReferenceRelationship(source);
    }

    private static void AddServiceVariables(Dictionary<string, object> variables, EndpointReferenceAnnotation reference, string? name)
    {
        var service = name ?? reference.Resource.Name;
        var variable = EnvironmentVariableName.From(name ?? service.ToUpperInvariant());
        foreach (var endpoint in reference.Resource.GetEndpoints())
        {
            if (!reference.EndpointNames.Contains(endpoint.EndpointName) && !(reference.UseAllEndpoints && !endpoint.ExcludeReferenceEndpoint))
            {
                continue;
            }

            variables[$"{variable}_{EnvironmentVariableName.From(endpoint.EndpointName).ToUpperInvariant()}"] = endpoint;
            var scheme = endpoint.IsHttpSchemeNamedEndpoint ? endpoint.Scheme : endpoint.EndpointName;
            var index = 0;
            while (!variables.TryAdd($"services__{service}__{scheme}__{index}", endpoint))
            {
                index++;
            }
        }
    }

    private static void LinkReferences<T>(IResourceBuilder<T> builder, IEnumerable<object> values)
        where T : IResource
    {
        var linked = new HashSet<IResource>();
        var pending = new Stack<object>(values);
        while (pending.TryPop(out var value))
        {
            if (value is IResource resource)
            {
                if (linked.Add(resource))
                {
                    builder.WithReferenceRelationship(resource);
                }
            }
            else if (value is IValueWithReferences references)
            {
                foreach (var reference in references.References)
                {
                    pending.Push(reference);
                }
            }
        }
    }
}
