using Aspire.Hosting.Azure;
using Aspire.Hosting.Kubernetes.Resources;
using Azure.Provisioning;
using Azure.Provisioning.AppContainers;
using KubernetesDeployment = Aspire.Hosting.Kubernetes.Resources.Deployment;

namespace CourseComments.AppHost;

/// <summary>The platforms that the system can be published to. Compiled where the feed has their packages.</summary>
internal static partial class DeploymentExtensions
{
    /// <summary>Ends after the services' own shutdown, see ServiceDefaults.</summary>
    private const int TerminationGraceSeconds = 30;

    /// <summary>Where a .NET image listens that is told nothing.</summary>
    private const int ImagePort = 8080;

    /// <summary>
    /// What Container Apps reserves for itself and its ingress calls from: no virtual network may overlap it. Without it
    /// everybody would be one address to the gateway's limits.
    /// </summary>
    /// <seealso href="https://learn.microsoft.com/azure/container-apps/custom-virtual-networks"/>
    private const string AzureIngress = "100.100.0.0/17, 100.100.128.0/19, 100.100.160.0/19, 100.100.192.0/19";

    static partial void AddPlatform(
        IDistributedApplicationBuilder builder,
        IResourceBuilder<MomentoResource> momento,
        IResourceBuilder<ProjectResource> tokens,
        IResourceBuilder<ProjectResource> webhooks,
        IResourceBuilder<ProjectResource> gateway,
        IResourceBuilder<ProjectResource>? relay)
    {
        var platform = builder.Configuration[PlatformKey] ?? "azure";
        IResourceBuilder<ProjectResource>[] services = relay is null ? [tokens, webhooks, gateway] : [tokens, webhooks, gateway, relay];
        switch (platform)
        {
            case "azure":
                builder.AddAzureContainerAppEnvironment("azure");
                KeepSecretsInKeyVault(builder.AddAzureKeyVault("vault"), momento, tokens, webhooks, relay);
                // Momento's minting limit is the account's: a second replica would only split it.
                tokens.ScaleOnAzure(maxReplicas: 1);
                webhooks.ScaleOnAzure(maxReplicas: 10, concurrentRequests: 50);
                gateway.ScaleOnAzure(maxReplicas: 10, concurrentRequests: 100).WithEnvironment("ForwardedHeaders__KnownNetworks__1", AzureIngress);
                relay?.ProbeOnAzure().ScaleOnAzure(maxReplicas: 1);
                break;
            case "compose":
                builder.AddDockerComposeEnvironment("compose").WithDashboard(enabled: false);
                Array.ForEach(services, service => service.PublishAsDockerComposeService((_, compose) =>
                {
                    compose.Restart = "unless-stopped";
                    compose.StopGracePeriod = $"{TerminationGraceSeconds}s";
                    compose.ReadOnly = true;
                    compose.CapDrop = ["ALL"];
                    compose.SecurityOpt = ["no-new-privileges:true"];
                }));
                // The same port after every deployment, for a reverse proxy on this machine and for nobody else.
                gateway.PublishAsDockerComposeService((_, compose) => compose.Ports = ["127.0.0.1:${GATEWAY_HOST_PORT:-8080}:${GATEWAY_PORT}"]);
                break;
            case "kubernetes":
                builder.AddKubernetesEnvironment("kubernetes").WithDashboard(enabled: false);
                relay?.ProbeOnKubernetes();
                Array.ForEach(services, ReplaceOnKubernetes);
                Array.ForEach(services, RestrictOnKubernetes);
                Array.ForEach(services, ReserveOnKubernetes);
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
        IResourceBuilder<ProjectResource> webhooks,
        IResourceBuilder<ProjectResource>? relay)
    {
        var apiKey = vault.AddSecretOf(momento.Resource.ApiKey.Name);
        var signingSecret = vault.AddSecretOf("webhook-signing-secret");
        tokens.ConnectWith(apiKey, momento.Resource);
        webhooks.ConnectWith(apiKey, momento.Resource);
        relay?.ConnectWith(apiKey, momento.Resource);
        webhooks.WithEnvironment("Webhooks__SigningSecret", signingSecret);
        relay?.WithEnvironment("Webhooks__SigningSecret", signingSecret);
        webhooks.WithEnvironment("Webhooks__PreviousSigningSecret", vault.AddSecretOf("webhook-previous-signing-secret"));
    }

    /// <summary>
    /// Only the key is in the vault. As one secret, made of two parameters, the connection string would reach the vault from azd
    /// as Bicep that does not compile: the string's last quote is missing.
    /// </summary>
    private static void ConnectWith(
        this IResourceBuilder<ProjectResource> service, AzureKeyVaultSecretResource apiKey, MomentoResource momento) => service
            .WithEnvironment(context => context.EnvironmentVariables.Remove($"ConnectionStrings__{momento.Name}"))
            .WithEnvironment($"Momento__Client__{momento.Name}__Endpoint", momento.Endpoint)
            .WithEnvironment($"Momento__Client__{momento.Name}__ApiKey", apiKey);

    private static AzureKeyVaultSecretResource AddSecretOf(this IResourceBuilder<AzureKeyVaultResource> vault, string parameter) =>
        vault.AddSecret($"{parameter}-in-vault", parameter, vault.ApplicationBuilder.Resources.OfType<ParameterResource>().Single(resource => resource.Name == parameter)).Resource;

    /// <summary>The platforms' own probes need an endpoint; the relay has none.</summary>
    private static void ProbeOnKubernetes(this IResourceBuilder<ProjectResource> service) => service.PublishAsKubernetesService(kubernetes =>
    {
        var container = kubernetes.Workload!.PodTemplate.Spec.Containers[0];
        container.LivenessProbe = ProbeOf("/alive");
        container.ReadinessProbe = ProbeOf("/health");
    });

    /// <summary>A replica ends in its own time, and not before the next one is ready.</summary>
    private static void ReplaceOnKubernetes(IResourceBuilder<ProjectResource> service) => service.PublishAsKubernetesService(kubernetes =>
    {
        var deployment = (KubernetesDeployment)kubernetes.Workload!;
        // How many there are is up to whoever scales them; Kubernetes begins with one. A number here would fail the next upgrade, or undo theirs.
        deployment.Spec.Replicas = null;
        deployment.Spec.Strategy.RollingUpdate = new() { MaxSurge = 1, MaxUnavailable = 0 };
        deployment.PodTemplate.Spec.TerminationGracePeriodSeconds = TerminationGraceSeconds;
        // Services read their configuration when they start: other values start other replicas.
        deployment.PodTemplate.Metadata.Annotations["checksum/values"] = "{{ .Values | toYaml | sha256sum }}";
        foreach (var container in deployment.PodTemplate.Spec.Containers)
        {
            var alive = container.LivenessProbe!.HttpGet!;
            // Aspire writes the endpoint's scheme; Kubernetes refuses it in small letters.
            alive.Scheme = container.ReadinessProbe!.HttpGet!.Scheme = "HTTP";
            // Until it has started it is asked each second. A readiness probe that comes a moment too early comes again seconds later:
            // too late for a replica that was evicted, which takes requests for 5 seconds more.
            container.StartupProbe = new()
            {
                HttpGet = new() { Path = alive.Path, Port = alive.Port, Scheme = alive.Scheme }, PeriodSeconds = 1, TimeoutSeconds = 3, FailureThreshold = 60,
            };
        }
    });

    /// <summary>What the strictest namespaces ask for (Pod Security Standards, "restricted"), and more: no service writes files or calls Kubernetes.</summary>
    private static void RestrictOnKubernetes(IResourceBuilder<ProjectResource> service) => service.PublishAsKubernetesService(kubernetes =>
    {
        var pod = kubernetes.Workload!.PodTemplate.Spec;
        pod.AutomountServiceAccountToken = false;
        pod.SecurityContext = new() { RunAsNonRoot = true, SeccompProfile = new() { Type = "RuntimeDefault" } };
        pod.Containers.ForEach(container =>
            container.SecurityContext = new() { AllowPrivilegeEscalation = false, ReadOnlyRootFilesystem = true, Capabilities = new() { Drop = { "ALL" } } });
    });

    /// <summary>
    /// About what a busy replica takes. Pods that reserve nothing are the first that a node under pressure evicts, and a
    /// HorizontalPodAutoscaler has nothing to measure their use against.
    /// </summary>
    private static void ReserveOnKubernetes(IResourceBuilder<ProjectResource> service) => service.PublishAsKubernetesService(kubernetes =>
        kubernetes.Workload!.PodTemplate.Spec.Containers.ForEach(container =>
            container.Resources = new() { Requests = { ["cpu"] = "250m", ["memory"] = "256Mi" } }));

    private static ProbeV1 ProbeOf(string path) =>
        new() { HttpGet = new HttpGetActionV1 { Path = path, Port = ImagePort, Scheme = "HTTP" }, PeriodSeconds = 10, TimeoutSeconds = 3 };

    /// <summary>Never none: a cold start outlasts Momento's one attempt of 5 seconds, and the comment would be lost.</summary>
#pragma warning disable AZPROVISION001 // Marked as still changing by newer versions of Azure.Provisioning.
    private static IResourceBuilder<ProjectResource> ScaleOnAzure(this IResourceBuilder<ProjectResource> service, int maxReplicas, int? concurrentRequests = null) =>
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

    private static IResourceBuilder<ProjectResource> ProbeOnAzure(this IResourceBuilder<ProjectResource> service) =>
        service.PublishAsAzureContainerApp((_, app) =>
        {
            foreach (var (type, path) in new[] { (ContainerAppProbeType.Liveness, "/alive"), (ContainerAppProbeType.Readiness, "/health") })
            {
                app.Template.Containers[0].Value!.Probes.Add(new BicepValue<ContainerAppProbe>(new ContainerAppProbe
                {
                    ProbeType = type,
                    HttpGet = new() { Path = path, Port = ImagePort },
                    PeriodSeconds = 10,
                    TimeoutSeconds = 3,
                }));
            }
        });
#pragma warning restore AZPROVISION001
}
