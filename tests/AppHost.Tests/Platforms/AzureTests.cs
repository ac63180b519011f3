using System.Text.RegularExpressions;

namespace CourseComments.AppHost.Tests.Platforms;

/// <summary>The Bicep that <c>aspire deploy</c> and azd give to Azure.</summary>
[Collection(PublishedPlatformsDefinition.Name)]
public sealed partial class AzureTests(PublishedPlatforms published)
{
    [Theory]
    [InlineData("gateway", 10, "100")]
    [InlineData("webhooks", 10, "50")]
    [InlineData("tokens", 1, null)]
    [InlineData("relay", 1, null)]
    public async Task Service_never_scales_to_none(string service, int most, string? concurrentRequests)
    {
        var app = await AppOfAsync(service);

        Assert.Equal("1", ValueOf(app, "minReplicas"));
        Assert.Equal($"{most}", ValueOf(app, "maxReplicas"));
        Assert.Equal(concurrentRequests is null ? null : $"'{concurrentRequests}'", ValueOf(app, "concurrentRequests"));
    }

    [Theory]
    [InlineData("gateway", "true")]
    [InlineData("webhooks", "false")]
    [InlineData("tokens", "false")]
    [InlineData("relay", null)]
    public async Task Only_the_gateway_is_reachable_from_outside(string service, string? external) =>
        Assert.Equal(external, ValueOf(await AppOfAsync(service), "external"));

    [Theory]
    [InlineData("gateway")]
    [InlineData("webhooks")]
    [InlineData("tokens")]
    [InlineData("relay")]
    public async Task Service_is_asked_how_it_is_and_may_end_in_its_time(string service)
    {
        var app = await AppOfAsync(service);

        Assert.Equal(["/alive", "/health"], Probes().Matches(app).Select(probe => probe.Groups["path"].Value));
        Assert.Equal(["Liveness", "Readiness"], Probes().Matches(app).Select(probe => probe.Groups["type"].Value));
        Assert.Equal("30", ValueOf(app, "terminationGracePeriodSeconds"));
    }

    [Theory]
    [InlineData("gateway")]
    [InlineData("webhooks", "Momento__Client__momento__ApiKey", "Webhooks__PreviousSigningSecret", "Webhooks__SigningSecret")]
    [InlineData("tokens", "Momento__Client__momento__ApiKey")]
    [InlineData("relay", "Momento__Client__momento__ApiKey", "Webhooks__SigningSecret")]
    public async Task Service_reads_its_own_secrets_from_the_vault_by_its_identity(string service, params string[] variables)
    {
        var app = await AppOfAsync(service);
        var secrets = Secrets().Matches(app);

        Assert.Equal(variables, SecretVariables().Matches(app).Select(variable => variable.Groups["name"].Value).Order(StringComparer.Ordinal));
        Assert.Equal(
            SecretVariables().Matches(app).Select(variable => variable.Groups["secret"].Value).Order(StringComparer.Ordinal),
            secrets.Select(secret => secret.Groups["name"].Value).Order(StringComparer.Ordinal));
        Assert.All(secrets, secret => Assert.Equal($"{service}_identity_outputs_id", secret.Groups["identity"].Value));
        Assert.DoesNotContain("@secure()", app, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Webhook")]
    [InlineData("Relay")]
    public async Task Whoever_deploys_gives_secrets_as_secure_parameters(string ingest)
    {
        var main = await File.ReadAllTextAsync(Path.Combine((await published.ForAsync("azure", ingest)).FullName, "main.bicep"));

        Assert.Equal(
            ["momento_api_key", "webhook_previous_signing_secret", "webhook_signing_secret"],
            SecureParameters().Matches(main).Select(parameter => parameter.Groups["name"].Value).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"@secure\(\)\s+param (?<name>\w+) string")]
    private static partial Regex SecureParameters();

    [GeneratedRegex(@"httpGet: \{\s+path: '(?<path>[^']+)'[^}]*\}[^}]*type: '(?<type>\w+)'")]
    private static partial Regex Probes();

    [GeneratedRegex(@"name: '(?<name>[^']+)'\s+secretRef: '(?<secret>[^']+)'")]
    private static partial Regex SecretVariables();

    [GeneratedRegex(@"name: '(?<name>[^']+)'\s+identity: (?<identity>\w+)\s+keyVaultUrl: \w+\.properties\.secretUri")]
    private static partial Regex Secrets();

    /// <summary>The value of a property that occurs once at most.</summary>
    private static string? ValueOf(string bicep, string property)
    {
        var values = Regex.Matches(bicep, $@"\b{property}: (\S+)", RegexOptions.None, TimeSpan.FromSeconds(5));
        return values.Count == 0 ? null : Assert.Single(values).Groups[1].Value;
    }

    private async Task<string> AppOfAsync(string service) =>
        await File.ReadAllTextAsync(Path.Combine((await published.ForAsync("azure", "Relay")).FullName, service, $"{service}.bicep"));
}
