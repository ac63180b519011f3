using CourseComments.Gateway.Hardening;
using CourseComments.Gateway.Limits;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace CourseComments.Gateway.Routing;

internal static class RoutingExtensions
{
    /// <summary>As long as this category logs anything, every request gets an <c>Activity</c>, and another one for its way to the service.</summary>
    private const string RequestActivities = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>The public routes of section <c>ReverseProxy</c>; a destination's host is a service's name.</summary>
    public static void AddRouting(this WebApplicationBuilder builder)
    {
        builder.Services.AddReverseProxy()
            .LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"))
            .WithHardening()
            .WithWholeBodies();
        builder.Services.AddSingleton<IDestinationResolver, ServiceDestinationResolver>();
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            // Nobody gets them. What it would log, an exception that nobody has caught, Kestrel logs too.
            builder.Logging.AddFilter(RequestActivities, LogLevel.None);
        }
    }
}
