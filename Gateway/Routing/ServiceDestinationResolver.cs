using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.ServiceDiscovery;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace CourseComments.Gateway.Routing;

/// <summary>
/// Turns a destination such as <c>http+https://tokens</c> into the addresses of that service's replicas, and follows their
/// changes. Container Apps hands out HTTPS addresses, everything else HTTP ones.
/// </summary>
internal sealed class ServiceDestinationResolver(ServiceEndpointResolver resolver) : IDestinationResolver
{
    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(
        IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        var resolved = new Dictionary<string, DestinationConfig>();
        var changes = new List<IChangeToken>();
        foreach (var (name, destination) in destinations)
        {
            var address = new Uri(destination.Address);
            var endpoints = await resolver.GetEndpointsAsync(address.GetLeftPart(UriPartial.Authority), cancellationToken);
            changes.Add(endpoints.ChangeToken);
            foreach (var endpoint in endpoints.Endpoints)
            {
                var replica = AddressOf(endpoint, address);
                resolved[$"{name}[{replica}]"] = destination with { Address = replica };
            }
        }

        return new ResolvedDestinationCollection(resolved, new CompositeChangeToken(changes));
    }

    private static string AddressOf(ServiceEndpoint endpoint, Uri asked)
    {
        var text = endpoint.ToString()!;
        // As for HttpClient, an endpoint without a scheme has the first of those that were asked for.
        return text.Contains("://", StringComparison.Ordinal) ? text : $"{asked.Scheme.Split('+')[0]}://{text}";
    }
}
