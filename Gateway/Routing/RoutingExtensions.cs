using System.Text;
using CourseComments.Gateway.Hardening;
using CourseComments.Gateway.Limits;
using CourseComments.ServiceDefaults.Keys;
using Yarp.ReverseProxy.Health;
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
        // A replica that failed stays out for as long as this at least, whatever its cluster's ReactivationPeriod says: a minute by default.
        builder.Services.Configure<TransportFailureRateHealthPolicyOptions>(policy => policy.DetectionWindowSize = TimeSpan.FromSeconds(5));
        builder.Services.MakeNoKeyAtStart();
        builder.Services.AddSingleton<IDestinationResolver, ServiceDestinationResolver>();
    }
}
