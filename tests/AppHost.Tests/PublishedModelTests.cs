using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace CourseComments.AppHost.Tests;

/// <summary>What would be deployed. Nothing is started.</summary>
public sealed class PublishedModelTests
{
    private static readonly string[] Publishing =
    [
        "--operation", "publish", "--publisher", "manifest", "--Deploy:Platform", "none",
        "--output-path", Path.Combine(Path.GetTempPath(), "course-comments-manifest.json"),
    ];

    [Fact]
    public async Task Published_system_has_its_services_and_nothing_for_development_only()
    {
        await using var model = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(Publishing);

        Assert.Equal(
            ["gateway", "tokens", "webhooks"],
            model.Resources.OfType<ProjectResource>().Select(project => project.Name).Order());
        Assert.Contains(model.Resources, resource => resource.Name == "momento");
        Assert.DoesNotContain(model.Resources, resource => resource.Name is "identity" or "momento-emulator" or "momento-emulator-key");
    }

    [Fact]
    public async Task Published_system_asks_for_its_secrets_and_brings_none()
    {
        await using var model = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(Publishing);
        var parameters = model.Resources.OfType<ParameterResource>().ToDictionary(parameter => parameter.Name);

        Assert.Equal(
            [
                "allowed-origins", "momento-api-key", "momento-endpoint", "oidc-audience", "oidc-authority", "trusted-proxies",
                "webhook-previous-signing-secret", "webhook-signing-secret",
            ],
            parameters.Keys.Order());
        Assert.Equal(
            ["momento-api-key", "webhook-previous-signing-secret", "webhook-signing-secret"],
            parameters.Values.Where(parameter => parameter.Secret).Select(parameter => parameter.Name).Order());
        Assert.All(parameters.Values, parameter => Assert.False(string.IsNullOrEmpty(parameter.Description), parameter.Name));
        Assert.Null(parameters["momento-api-key"].Default);
        Assert.Null(parameters["webhook-signing-secret"].Default);
        Assert.IsType<GenerateParameterDefault>(parameters["webhook-previous-signing-secret"].Default);
    }

    [Fact]
    public async Task Platform_asks_every_service_whether_it_lives_and_whether_it_is_ready()
    {
        await using var model = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(Publishing);

#pragma warning disable ASPIREPROBES001 // Marked as still changing by Aspire.
        Assert.All(model.Resources.OfType<ProjectResource>(), service => Assert.Equal(
            [(ProbeType.Readiness, "/health"), (ProbeType.Liveness, "/alive")],
            service.Annotations.OfType<EndpointProbeAnnotation>().Select(probe => (probe.Type, probe.Path)).Order()));
#pragma warning restore ASPIREPROBES001
    }

    [Fact]
    public async Task Relay_is_published_where_it_is_chosen_and_cannot_be_called()
    {
        await using var model = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([.. Publishing, "--Ingest", "Relay"]);
        var relay = Assert.Single(model.Resources.OfType<ProjectResource>(), project => project.Name == "relay");

        Assert.Empty(relay.Annotations.OfType<EndpointAnnotation>());
        Assert.Empty(model.Resources.OfType<MomentoResource>().Single().Annotations.OfType<MomentoWebhookAnnotation>());
        Assert.IsType<GenerateParameterDefault>(
            model.Resources.OfType<ParameterResource>().Single(parameter => parameter.Name == "webhook-signing-secret").Default);
    }

    [Theory]
    [InlineData("mail")]
    [InlineData("1")]
    public async Task Way_that_does_not_exist_is_refused_with_the_ways_that_do(string way)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(
            () => DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([.. Publishing, "--Ingest", way]));

        Assert.Contains($"'Ingest' is '{way}': it is 'Webhook' or 'Relay'.", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Webhook")]
    [InlineData("Relay")]
    public async Task Only_the_gateway_is_reachable_from_outside(string ingest)
    {
        await using var model = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([.. Publishing, "--Ingest", ingest]);
        var external = model.Resources
            .Where(resource => resource.Annotations.OfType<EndpointAnnotation>().Any(endpoint => endpoint.IsExternal))
            .Select(resource => resource.Name);

        Assert.Equal(["gateway"], external);
    }
}
