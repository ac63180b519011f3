using CourseComments.TestSupport;

namespace CourseComments.TokenService.Tests;

public sealed class ConfigurationTests
{
    [Fact]
    public async Task Every_fault_is_listed_at_once_with_its_key_and_the_service_does_not_start()
    {
        await FaultyConfiguration.AssertIsListedAsync(
            typeof(Program).Assembly,
            new Dictionary<string, string>
            {
                ["ConnectionStrings__momento"] = "Endpoint=cell.example;ApiKey=",
                ["Tokens__Lifetime"] = "02:00:00",
                ["Tokens__MintsPerSecond"] = "all",
                ["Tokens__Scope"] = "everything",
                ["Denials__MaxAge"] = "00:00:10",
                ["Administration__Role"] = "admin",
                ["Docs__Enabled"] = "perhaps",
                ["Momento__Client__ClientTimout"] = "00:00:01",
            },
            "ConnectionStrings:momento", "Tokens:Lifetime", "Tokens:MintsPerSecond", "Tokens:Scope", "Denials:MaxAge", "Administration:Role",
            "Docs:Enabled", "Momento:Client:ClientTimout",
            "Authentication:Schemes:Bearer:Authority", "Authentication:Schemes:Bearer:ValidAudiences");
    }
}
