using CourseComments.TestSupport;

namespace CourseComments.WebhookService.Tests;

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
                ["Webhooks__MaxAges"] = "00:01:00",
                ["Comments__MaxPerCourse"] = "0",
                ["Denials__RefreshEvery"] = "00:01:00",
                ["Reading__RequireAuthentication"] = "perhaps",
            },
            "ConnectionStrings:momento", "Webhooks:SigningSecret", "Webhooks:MaxAges", "Comments:MaxPerCourse", "Denials:RefreshEvery",
            "Reading:RequireAuthentication", "Authentication:Schemes:Bearer:Authority");

        Assert.DoesNotContain("short-secret", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("a-key-that-must-not-show", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_configuration_it_says_what_is_missing()
    {
        var (exitCode, _, errors) = await ServiceProcess.RunToEndAsync(
            typeof(Program).Assembly, new Dictionary<string, string> { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" });

        Assert.Equal(1, exitCode);
        Assert.Contains("ConnectionStrings:momento", errors, StringComparison.Ordinal);
        Assert.Contains("Webhooks:SigningSecret: is missing.", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("too-short", true)]
    public async Task Previous_signing_secret_may_be_empty_which_is_none_and_else_is_checked(string secret, bool isRefused)
    {
        var (_, _, errors) = await ServiceProcess.RunToEndAsync(typeof(Program).Assembly, new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Webhooks__SigningSecret"] = "a-signing-secret-of-the-tests",
            ["Webhooks__PreviousSigningSecret"] = secret,
        });

        Assert.Contains("ConnectionStrings:momento", errors, StringComparison.Ordinal);
        Assert.Equal(isRefused, errors.Contains("Webhooks:PreviousSigningSecret", StringComparison.Ordinal));
    }
}
