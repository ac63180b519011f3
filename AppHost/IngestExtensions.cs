namespace CourseComments.AppHost;

/// <summary>The way from the topic to the service that stores comments.</summary>
internal static class IngestExtensions
{
    private const string IngestKey = "Ingest";

    /// <summary>Which way it is: the configuration's <c>Ingest</c>, <c>Webhook</c> when it says nothing.</summary>
    public static Ingest GetIngest(this IDistributedApplicationBuilder builder)
    {
        var configured = builder.Configuration[IngestKey];
        return configured?.ToUpperInvariant() switch
        {
            null or "" or "WEBHOOK" => Ingest.Webhook,
            "RELAY" => Ingest.Relay,
            _ => throw new DistributedApplicationException($"'{IngestKey}' is '{configured}': it is 'Webhook' or 'Relay'."),
        };
    }

    /// <summary>
    /// The secret that webhooks are signed with. Where Momento signs, it is asked for when published; else it is made, as
    /// nobody outside needs to know it.
    /// </summary>
    public static IResourceBuilder<ParameterResource> AddWebhookSigningSecret(
        this IDistributedApplicationBuilder builder, string name, Ingest ingest)
    {
        var isMomentos = builder.ExecutionContext.IsPublishMode && ingest == Ingest.Webhook;
        var parameter = isMomentos
            ? builder.AddParameter(name, secret: true)
            : builder.AddParameter(name, new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true);
        return parameter.WithDescription(ingest == Ingest.Webhook
            ? "The signing secret of the Momento webhook, as Momento shows it."
            : "The secret that the relay signs with. Made when left out; nobody else needs it.");
    }

    /// <summary>Starts the relay, or has Momento post to the gateway.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="ingest">Which of the two.</param>
    /// <param name="momento">The Momento account.</param>
    /// <param name="topic">The topic that comments are published to, and its cache.</param>
    /// <param name="webhooks">The service that stores them.</param>
    /// <param name="gateway">The public door.</param>
    /// <param name="signingSecret">What is signed with.</param>
    /// <returns>The relay, when there is one.</returns>
    public static IResourceBuilder<ProjectResource>? AddIngest(
        this IDistributedApplicationBuilder builder,
        Ingest ingest,
        IResourceBuilder<MomentoResource> momento,
        (string Cache, string Name) topic,
        IResourceBuilder<ProjectResource> webhooks,
        IResourceBuilder<ProjectResource> gateway,
        IResourceBuilder<ParameterResource> signingSecret)
    {
        if (ingest == Ingest.Webhook)
        {
            momento.WithWebhook("comments", topic.Cache, topic.Name, gateway.UrlOf("/webhooks/momento"), signingSecret);
            return null;
        }

        return builder.AddWorker<Projects.Relay>("relay")
            .WithReference(momento).WaitFor(momento)
            .WithReference(webhooks).WaitFor(webhooks)
            .WithEnvironment("Comments__CacheName", topic.Cache)
            .WithEnvironment("Comments__TopicName", topic.Name)
            .WithEnvironment("Webhooks__SigningSecret", signingSecret);
    }
}
