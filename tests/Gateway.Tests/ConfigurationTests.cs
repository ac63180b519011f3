using CourseComments.TestSupport;

namespace CourseComments.Gateway.Tests;

public sealed class ConfigurationTests
{
    [Fact]
    public async Task Every_fault_is_listed_at_once_with_its_key_and_the_gateway_does_not_start()
    {
        var errors = await FaultyConfiguration.AssertIsListedAsync(
            typeof(Program).Assembly,
            new Dictionary<string, string>
            {
                ["Server__MaxConnections"] = "1",
                ["ForwardedHeaders__KnownProxies__0"] = "proxy.example",
                ["Cors__AllowedOrigins__0"] = "learn.example",
                ["RateLimits__UserClaim"] = "",
            },
            "\n  Server:MaxConnections: ", "\n  ForwardedHeaders:KnownProxies: ", "\n  Cors:AllowedOrigins: ", "\n  RateLimits:UserClaim: ");

        Assert.StartsWith("CourseComments.Gateway does not start. Its configuration has faults:", errors, StringComparison.Ordinal);
    }
}
