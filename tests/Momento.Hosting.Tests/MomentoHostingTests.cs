using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Momento.Hosting.Tests;

public sealed class MomentoHostingTests
{
    private const string ApiKey = "an-api-key-for-the-tests";
    private static readonly string[] Publishing = ["--operation", "publish", "--publisher", "manifest"];

    [Fact]
    public void Locally_the_emulator_runs_in_the_accounts_place()
    {
        var builder = DistributedApplication.CreateBuilder([]);
        var momento = builder.AddMomento("momento").RunAsEmulator();

        var emulator = Assert.IsType<ProjectResource>(builder.Resources.Single(resource => resource.Name == "momento-emulator"));
        Assert.Contains(momento.Resource.Annotations, annotation => annotation is EmulatorResourceAnnotation);
        var endpoints = emulator.Annotations.OfType<EndpointAnnotation>().ToDictionary(endpoint => endpoint.Name);
        Assert.Equal((8080, "http2", "http"), (endpoints["grpc"].Port, endpoints["grpc"].Transport, endpoints["grpc"].UriScheme));
        Assert.Equal((8081, "http"), (endpoints["http"].Port, endpoints["http"].UriScheme));
    }

    [Fact]
    public void Locally_nobody_is_asked_for_an_account()
    {
        var builder = DistributedApplication.CreateBuilder([]);
        builder.AddMomento("momento").RunAsEmulator();

        var parameter = Assert.Single(builder.Resources.OfType<ParameterResource>());
        Assert.Equal("momento-emulator-key", parameter.Name);
        Assert.True(parameter.Secret);
        Assert.NotNull(parameter.Default);
    }

    [Fact]
    public void Locally_the_connection_string_leads_to_the_emulator()
    {
        var builder = DistributedApplication.CreateBuilder([]);
        var momento = builder.AddMomento("momento").RunAsEmulator();

        Assert.Equal(
            "Endpoint={momento-emulator.bindings.grpc.url};ApiKey={momento-emulator-key.value}",
            momento.Resource.ConnectionStringExpression.ValueExpression);
    }

    [Fact]
    public void Published_the_account_is_used_and_its_key_is_a_secret_parameter()
    {
        var builder = DistributedApplication.CreateBuilder(Publishing);
        var momento = builder.AddMomento("momento").RunAsEmulator();

        Assert.DoesNotContain(builder.Resources, resource => resource.Name.Contains("emulator", StringComparison.Ordinal));
        Assert.True(builder.Resources.OfType<ParameterResource>().Single(parameter => parameter.Name == "momento-api-key").Secret);
        Assert.False(builder.Resources.OfType<ParameterResource>().Single(parameter => parameter.Name == "momento-endpoint").Secret);
        Assert.Equal(
            "Endpoint={momento-endpoint.value};ApiKey={momento-api-key.value}",
            momento.Resource.ConnectionStringExpression.ValueExpression);
    }

    [Fact]
    public async Task With_a_configured_api_key_the_same_application_uses_the_account_locally()
    {
        var builder = DistributedApplication.CreateBuilder(
            ["--Parameters:momento-api-key", ApiKey, "--Parameters:momento-endpoint", "cell.example"]);
        var momento = builder.AddMomento("momento").RunAsEmulator();

        Assert.DoesNotContain(builder.Resources, resource => resource.Name == "momento-emulator");
        Assert.Equal(
            $"Endpoint=cell.example;ApiKey={ApiKey}",
            await momento.Resource.ConnectionStringExpression.GetValueAsync(CancellationToken.None));
    }

    [Fact]
    public void Without_run_as_emulator_the_account_is_used()
    {
        var builder = DistributedApplication.CreateBuilder([]);
        builder.AddMomento("momento");

        Assert.Equal(
            ["momento", "momento-api-key", "momento-endpoint"],
            builder.Resources.Select(resource => resource.Name).Where(name => name.StartsWith("momento", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void Emulator_can_be_changed_by_the_application()
    {
        var builder = DistributedApplication.CreateBuilder([]);
        builder.AddMomento("momento").RunAsEmulator(emulator => emulator.WithEndpoint("grpc", endpoint => endpoint.Port = null));

        var emulator = (ProjectResource)builder.Resources.Single(resource => resource.Name == "momento-emulator");
        Assert.Null(emulator.Annotations.OfType<EndpointAnnotation>().Single(endpoint => endpoint.Name == "grpc").Port);
    }

    [Fact]
    public void Caches_and_webhooks_are_kept_for_whoever_publishes_the_application()
    {
        var builder = DistributedApplication.CreateBuilder(Publishing);
        var secret = builder.AddParameter("signing-secret", secret: true);
        var momento = builder.AddMomento("momento")
            .WithCache("comments")
            .WithWebhook("hook", "comments", "topic", ReferenceExpression.Create($"https://example.com/hook"), secret)
            .RunAsEmulator();

        Assert.Equal("comments", Assert.Single(momento.Resource.Annotations.OfType<MomentoCacheAnnotation>()).CacheName);
        var webhook = Assert.Single(momento.Resource.Annotations.OfType<MomentoWebhookAnnotation>());
        Assert.Equal(("hook", "comments", "topic"), (webhook.WebhookName, webhook.CacheName, webhook.TopicName));
        Assert.Same(secret.Resource, webhook.SigningSecret);
    }
}
