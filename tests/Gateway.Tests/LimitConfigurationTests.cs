using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Configuration;

namespace CourseComments.Gateway.Tests;

public sealed class LimitConfigurationTests : IAsyncLifetime
{
    private static readonly string[] Policies = ["Minting", "Publishing", "Reading", "Webhooks", "Administration"];

    private readonly GatewayFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public void Every_route_is_limited_in_rate_size_and_time(string environment)
    {
        var routes = _fixture.Start(environment).Services.GetServices<IProxyConfigProvider>().SelectMany(provider => provider.GetConfig().Routes).ToList();

        Assert.NotEmpty(routes);
        Assert.All(routes, route =>
        {
            Assert.Contains(route.RateLimiterPolicy, Policies);
            Assert.InRange(route.MaxRequestBodySize ?? long.MaxValue, 0, 32 * 1024);
            Assert.InRange(route.Timeout ?? TimeSpan.MaxValue, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        });
        Assert.Equal(TimeSpan.FromSeconds(4), routes.Single(route => route.RouteId == "momento-webhook").Timeout);
    }

    /// <summary>A service whose time is up counts against its replica's health; a request whose time is up, against nobody's.</summary>
    [Fact]
    public void Services_have_a_little_less_time_than_their_routes()
    {
        var configs = _fixture.Start("Production").Services.GetServices<IProxyConfigProvider>().Select(provider => provider.GetConfig()).ToList();
        var clusters = configs.SelectMany(config => config.Clusters).ToDictionary(cluster => cluster.ClusterId);
        var routes = configs.SelectMany(config => config.Routes).Where(route => clusters.ContainsKey(route.ClusterId ?? "")).ToList();

        Assert.NotEmpty(routes);
        Assert.All(routes, route =>
        {
            var left = route.Timeout - clusters[route.ClusterId!].HttpRequest?.ActivityTimeout;
            Assert.True(left > TimeSpan.Zero && left < TimeSpan.FromSeconds(1), $"{route.RouteId}: {left}");
        });
    }

    [Theory]
    [InlineData("ReverseProxy:Routes:tokens:RateLimiterPolicy", "")]
    [InlineData("RateLimits:Minting:PerUser:PerSecond", "0")]
    [InlineData("RateLimits:Minting:PerUser:PerSecond", "NaN")]
    [InlineData("RateLimits:Webhooks:PerAddress:Burst", "0")]
    [InlineData("RateLimits:UserClaim", "")]
    [InlineData("RateLimits:Everything", "1")]
    [InlineData("Server:MaxConnections", "1")]
    [InlineData("Server:MaxConnectionsPerAddress", "many")]
    [InlineData("ForwardedHeaders:KnownNetworks", "0.0.0.0/0", ":0")]
    [InlineData("ForwardedHeaders:KnownNetworks", "10.0.0.0", ":0")]
    [InlineData("ForwardedHeaders:KnownNetworks", "10.0.0.0/8, ::/0", ":0")]
    [InlineData("ForwardedHeaders:KnownProxies", "proxy.example", ":0")]
    [InlineData("ForwardedHeaders:ForwardLimit", "0")]
    [InlineData("Authentication:Schemes:Bearer:Authority", "")]
    public void Gateway_does_not_start_with_a_faulty_limit_and_names_its_key(string key, string value, string index = "")
    {
        var exception = Assert.ThrowsAny<Exception>(() =>
            _fixture.Start("Production", (key + index, value)).Services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(key, string.Join('\n', Faults(exception)), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Faults(Exception exception) => exception switch
    {
        OptionsValidationException validation => validation.Failures,
        AggregateException aggregate => aggregate.InnerExceptions.SelectMany(Faults),
        _ => [exception.ToString()],
    };
}
