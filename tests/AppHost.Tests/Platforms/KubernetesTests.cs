namespace CourseComments.AppHost.Tests.Platforms;

/// <summary>A chart's templates are no YAML before Helm has filled them in: they are read as text.</summary>
[Collection(PublishedPlatformsDefinition.Name)]
public sealed class KubernetesTests(PublishedPlatforms published)
{
    [Theory]
    [InlineData("gateway")]
    [InlineData("webhooks")]
    [InlineData("tokens")]
    [InlineData("relay")]
    public async Task Pod_is_asked_how_it_is_replaced_without_a_gap_and_restricted(string service)
    {
        var deployment = await DeploymentOfAsync(service);

        Assert.All(
            [
                "path: \"/alive\"", "path: \"/health\"", "scheme: \"HTTP\"", "terminationGracePeriodSeconds: 30", "maxUnavailable: 0",
                "runAsNonRoot: true", "allowPrivilegeEscalation: false", "readOnlyRootFilesystem: true", "automountServiceAccountToken: false", "type: \"RuntimeDefault\"",
            ],
            line => Assert.Contains(line, deployment, StringComparison.Ordinal));
        Assert.Matches("startupProbe:\\s+failureThreshold: 60\\s+periodSeconds: 1\\s+timeoutSeconds: 3\\s+httpGet:\\s+scheme: \"HTTP\"\\s+path: \"/alive\"", deployment);
        // Whoever scales has the say over it.
        Assert.DoesNotContain("replicas:", deployment, StringComparison.Ordinal);
        // Kubernetes refuses a probe's scheme in small letters.
        Assert.DoesNotMatch("scheme: \"?http", deployment);
    }

    [Theory]
    [InlineData("gateway")]
    [InlineData("webhooks")]
    [InlineData("tokens")]
    [InlineData("relay")]
    public async Task Pod_reserves_what_it_takes(string service)
    {
        var deployment = await DeploymentOfAsync(service);

        Assert.Matches("resources:\\s+requests:\\s+cpu: \"250m\"\\s+memory: \"256Mi\"", deployment);
    }

    [Fact]
    public async Task Relay_cannot_be_called() =>
        Assert.Equal(
            ["gateway", "tokens", "webhooks"],
            (await published.ForAsync("kubernetes", "Relay")).GetFiles("service.yaml", SearchOption.AllDirectories).Select(file => file.Directory!.Name).Order());

    private async Task<string> DeploymentOfAsync(string service)
    {
        var chart = await published.ForAsync("kubernetes", "Relay");
        return await File.ReadAllTextAsync(Path.Combine(chart.FullName, "templates", service, "deployment.yaml"));
    }
}
