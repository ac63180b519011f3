using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Adds Momento to a distributed application.</summary>
public static partial class MomentoBuilderExtensions
{
    /// <summary>
    /// Adds a Momento account. Its host and API key are the parameters <c>{name}-endpoint</c> and, secret,
    /// <c>{name}-api-key</c>.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name, and the connection string's.</param>
    public static IResourceBuilder<MomentoResource> AddMomento(
        this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var endpoint = builder.AddParameter($"{name}-endpoint")
            .WithDescription("Momento's endpoint for the account: a host without scheme.");
        var apiKey = builder.AddParameter(ApiKeyParameter(name), secret: true)
            .WithDescription("Momento's API key. It mints disposable tokens and reads and writes the caches.");
        return builder.AddResource(new MomentoResource(name, endpoint.Resource, apiKey.Resource))
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = "Momento",
                Properties = [],
                State = KnownResourceStates.NotStarted,
            })
            .OnInitializeResource(StartAsync);
    }

    /// <summary>Names a cache that the application needs.</summary>
    public static IResourceBuilder<MomentoResource> WithCache(this IResourceBuilder<MomentoResource> builder, string cacheName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(cacheName);
        return builder.WithAnnotation(new MomentoCacheAnnotation(cacheName));
    }

    /// <summary>Names a webhook that the application needs.</summary>
    /// <param name="builder">The account.</param>
    /// <param name="webhookName">The webhook's name.</param>
    /// <param name="cacheName">The cache that holds the topic.</param>
    /// <param name="topicName">The topic whose messages are posted.</param>
    /// <param name="url">Where they are posted to.</param>
    /// <param name="signingSecret">What they are signed with.</param>
    public static IResourceBuilder<MomentoResource> WithWebhook(
        this IResourceBuilder<MomentoResource> builder,
        string webhookName,
        string cacheName,
        string topicName,
        ReferenceExpression url,
        IResourceBuilder<ParameterResource> signingSecret)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(signingSecret);
        return builder.WithAnnotation(new MomentoWebhookAnnotation(webhookName, cacheName, topicName, url, signingSecret.Resource));
    }

    private static string ApiKeyParameter(string name) => $"{name}-api-key";

    /// <summary>An account is no process: it is running when its connection string can be had.</summary>
    private static async Task StartAsync(MomentoResource resource, InitializeResourceEvent started, CancellationToken cancellationToken)
    {
        if (resource.Emulator is { } emulator)
        {
            await started.Notifications.PublishUpdateAsync(resource, state => state with { State = KnownResourceStates.Waiting });
            await started.Notifications.WaitForResourceHealthyAsync(emulator.Resource.Name, cancellationToken);
        }

        await started.Eventing.PublishAsync(new BeforeResourceStartedEvent(resource, started.Services), cancellationToken);
        await started.Eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, started.Services), cancellationToken);
        Log.Running(started.Logger, resource.Emulator is null ? "a Momento account" : "the Momento emulator");
        await started.Notifications.PublishUpdateAsync(resource, state => state with { State = KnownResourceStates.Running });
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The connection string leads to {Momento}.")]
        public static partial void Running(ILogger logger, string momento);
    }
}
