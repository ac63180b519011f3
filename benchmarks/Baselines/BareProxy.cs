using Yarp.ReverseProxy.Configuration;

namespace CourseComments.Benchmarks.Baselines;

/// <summary>YARP with one route and nothing else.</summary>
internal static class BareProxy
{
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "behind", Match = new RouteMatch { Path = "{**all}" } }],
            [new ClusterConfig
            {
                ClusterId = "behind",
                Destinations = new Dictionary<string, DestinationConfig> { ["behind"] = new() { Address = builder.Configuration["Behind"]! } },
            }]);
        var app = builder.Build();
        app.MapReverseProxy();
        await app.RunAsync();
        return 0;
    }
}
