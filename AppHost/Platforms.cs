using Aspire.Hosting.Azure;
using Azure.Provisioning;
using Azure.Provisioning.AppContainers;

namespace CourseComments.AppHost;

/// <summary>The platforms that the system can be published to. Compiled where the feed has their packages.</summary>
internal static partial class DeploymentExtensions
{
    /// <summary>Ends after the services' own drain time, see ServiceDefaults.</summary>
    private const int TerminationGraceSeconds = 30;

    private const string PlatformKey = "Deploy:Platform";

    static partial void AddPlatform(
        IDistributedApplicationBuilder builder,
        IResourceBuilder<MomentoResource> momento,
        IResourceBuilder<ProjectResource> tokens,
        IResourceBuilder<ProjectResource> webhooks,
        IResourceBuilder<ProjectResource> gateway)
    {
        var platform = builder.Configuration[PlatformKey] ?? "azure";
        switch (platform)
        {
            case "azure":
                builder.AddAzureContainerAppEnvironment("azure");
                KeepSecretsInKeyVault(builder.AddAzureKeyVault("vault"), momento, tokens, webhooks);
                // Momento's minting limit is the account's: a second replica would only split it.
                tokens.ScaleOnAzure(maxReplicas: 1);
                webhooks.ScaleOnAzure(maxReplicas: 10, concurrentRequests: 50);
                gateway.ScaleOnAzure(maxReplicas: 10, concurrentRequests: 100);
                break;
            case "compose":
                builder.AddDockerComposeEnvironment("compose").WithDashboard(enabled: false);
                Array.ForEach([tokens, webhooks, gateway], service => service.PublishAsDockerComposeService((_, compose) =>
                {
                    compose.Restart = "unless-stopped";
                    compose.StopGracePeriod = $"{TerminationGraceSeconds}s";
                }));
                break;
            case "kubernetes":
                builder.AddKubernetesEnvironment("kubernetes").WithDashboard(enabled: false);
                Array.ForEach([tokens, webhooks, gateway], service => service.PublishAsKubernetesService(kubernetes =>
                    kubernetes.Workload!.PodTemplate.Spec.TerminationGracePeriodSeconds = TerminationGraceSeconds));
                break;
            case "none":
                break;
            default:
                throw new DistributedApplicationException($"'{PlatformKey}' is '{platform}': it is 'azure', 'compose', 'kubernetes' or 'none'.");
        }
    }

    /// <summary>The services that need secrets read them from the vault by managed identity; the gateway is given none.</summary>
    private static void KeepSecretsInKeyVault(
        IResourceBuilder<AzureKeyVaultResource> vault,
        IResourceBuilder<MomentoResource> momento,
        IResourceBuilder<ProjectResource> tokens,
        IResourceBuilder<ProjectResource> webhooks)
    {
        var connection = vault.AddSecret("momento-connection-string", momento.Resource.ConnectionStringExpression);
        tokens.WithEnvironment($"ConnectionStrings__{momento.Resource.Name}", connection.Resource);
        webhooks.WithEnvironment($"ConnectionStrings__{momento.Resource.Name}", connection.Resource);
        webhooks.WithEnvironment("Webhooks__SigningSecret", vault.AddSecretOf("webhook-signing-secret"));
        webhooks.WithEnvironment("Webhooks__PreviousSigningSecret", vault.AddSecretOf("webhook-previous-signing-secret"));
    }

    private static AzureKeyVaultSecretResource AddSecretOf(this IResourceBuilder<AzureKeyVaultResource> vault, string parameter) =>
        vault.AddSecret($"{parameter}-in-vault", parameter, vault.ApplicationBuilder.Resources.OfType<ParameterResource>().Single(resource => resource.Name == parameter)).Resource;

    /// <summary>Never none: a cold start outlasts Momento's one attempt of 5 seconds, and the comment would be lost.</summary>
#pragma warning disable AZPROVISION001 // Marked as still changing by newer versions of Azure.Provisioning.
    private static void ScaleOnAzure(this IResourceBuilder<ProjectResource> service, int maxReplicas, int? concurrentRequests = null) =>
        service.PublishAsAzureContainerApp((_, app) =>
        {
            app.Template.TerminationGracePeriodSeconds = TerminationGraceSeconds;
            app.Template.Scale.MinReplicas = 1;
            app.Template.Scale.MaxReplicas = maxReplicas;
            if (concurrentRequests is { } limit)
            {
                app.Template.Scale.Rules.Add(new BicepValue<ContainerAppScaleRule>(new ContainerAppScaleRule
                {
                    Name = "requests",
                    Http = new ContainerAppHttpScaleRule { Metadata = { ["concurrentRequests"] = $"{limit}" } },
                }));
            }
        });
#pragma warning restore AZPROVISION001
}
