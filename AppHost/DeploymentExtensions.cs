namespace CourseComments.AppHost;

/// <summary>What exists only where the system is published.</summary>
internal static partial class DeploymentExtensions
{
    private const string PlatformKey = "Deploy:Platform";

    /// <summary>Asks for what a deployment alone needs, and says where it is deployed to.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="momento">The Momento account.</param>
    /// <param name="tokens">The service that mints tokens.</param>
    /// <param name="webhooks">The service that takes webhooks and lists comments.</param>
    /// <param name="gateway">The public door.</param>
    /// <param name="relay">The relay, where Momento posts no webhooks.</param>
    public static void AddDeployment(
        this IDistributedApplicationBuilder builder,
        IResourceBuilder<MomentoResource> momento,
        IResourceBuilder<ProjectResource> tokens,
        IResourceBuilder<ProjectResource> webhooks,
        IResourceBuilder<ProjectResource> gateway,
        IResourceBuilder<ProjectResource>? relay)
    {
        if (builder.ExecutionContext.IsRunMode)
        {
            return;
        }

        webhooks.WithEnvironment("Webhooks__PreviousSigningSecret", builder.AddPreviousSigningSecret("webhook-previous-signing-secret"));
        gateway.WithEnvironment("Cors__AllowedOrigins__0", builder.AddOptional(
            "allowed-origins", "Web pages that may call from a browser, as origins (https://learn.example) with commas or spaces between; none when empty."));
        gateway.WithEnvironment("ForwardedHeaders__KnownNetworks__0", builder.AddOptional(
            "trusted-proxies", "Networks (10.1.0.0/16) of the proxies in front of the gateway, and of nobody else, with commas or spaces between; none when empty."));
        AddPlatform(builder, momento, tokens, webhooks, gateway, relay);
    }

    /// <summary>
    /// Platforms refuse empty secrets. Until a secret is being rotated this one is therefore random: nobody knows it,
    /// so that nothing is signed with it.
    /// </summary>
    private static IResourceBuilder<ParameterResource> AddPreviousSigningSecret(this IDistributedApplicationBuilder builder, string name) => builder
        .AddParameter(name, new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true)
        .WithDescription("The webhook's signing secret before the current one, while it is being rotated. Leave it out otherwise.");

    private static IResourceBuilder<ParameterResource> AddOptional(this IDistributedApplicationBuilder builder, string name, string description)
    {
        // An environment variable cannot hold a dash.
        var configured = builder.Configuration[$"Parameters:{name}"] ?? builder.Configuration[$"Parameters:{name.Replace('-', '_')}"];
        return builder.AddParameter(name, configured ?? "", publishValueAsDefault: true).WithDescription(description);
    }

    /// <summary>See Platforms.cs, and NoPlatforms.cs for a feed that lacks the packages.</summary>
    static partial void AddPlatform(
        IDistributedApplicationBuilder builder,
        IResourceBuilder<MomentoResource> momento,
        IResourceBuilder<ProjectResource> tokens,
        IResourceBuilder<ProjectResource> webhooks,
        IResourceBuilder<ProjectResource> gateway,
        IResourceBuilder<ProjectResource>? relay);
}
