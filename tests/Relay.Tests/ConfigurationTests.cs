using CourseComments.TestSupport;

namespace CourseComments.Relay.Tests;

public sealed class ConfigurationTests
{
    [Fact]
    public async Task Every_fault_is_listed_at_once_with_its_key_and_the_service_does_not_start()
    {
        var errors = await FaultyConfiguration.AssertIsListedAsync(
            typeof(Program).Assembly,
            new Dictionary<string, string>
            {
                ["ConnectionStrings__momento"] = "Endpoint=http://127.0.0.1:1;ApiKy=a-key-that-must-not-show",
                ["Webhooks__SigningSecret"] = "short-secret",
                ["Relay__Concurrency"] = "0",
                ["Relay__Leases"] = "00:00:10",
                ["Relay__StartFrom"] = "Yesterday",
                ["Comments__TopicName"] = "",
            },
            "ConnectionStrings:momento", "Webhooks:SigningSecret", "Relay:Concurrency", "Relay:Leases", "Relay:StartFrom", "Comments:TopicName");

        Assert.DoesNotContain("short-secret", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("a-key-that-must-not-show", errors, StringComparison.Ordinal);
    }
}
