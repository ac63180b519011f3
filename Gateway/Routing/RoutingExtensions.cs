using System.Text;
using CourseComments.Gateway.Hardening;
using CourseComments.Gateway.Limits;
using CourseComments.ServiceDefaults.Keys;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace CourseComments.Gateway.Routing;

internal static class RoutingExtensions
{
    /// <summary>The public routes of section <c>ReverseProxy</c>; a destination's host is a service's name.</summary>
    public static void AddRouting(this WebApplicationBuilder builder)
    {
        builder.Services.AddReverseProxy()
            .LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"))
            // As Kestrel reads them. What HttpClient will not send would count as a fault of the service's.
            .ConfigureHttpClient(static (_, handler) => handler.RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8)
            .WithHardening()
            .WithWholeBodies();
        builder.Services.MakeNoKeyAtStart();
        builder.Services.AddSingleton<IDestinationResolver, ServiceDestinationResolver>();
    }
}
