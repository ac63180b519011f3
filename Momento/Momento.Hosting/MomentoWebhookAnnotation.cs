namespace Aspire.Hosting.ApplicationModel;

/// <summary>A webhook that the application needs. The emulator delivers to it; on Momento it is entered by whoever owns the account.</summary>
/// <param name="WebhookName">The webhook's name.</param>
/// <param name="CacheName">The cache that holds the topic.</param>
/// <param name="TopicName">The topic whose messages are posted.</param>
/// <param name="Url">Where they are posted to.</param>
/// <param name="SigningSecret">What they are signed with.</param>
public sealed record MomentoWebhookAnnotation(
    string WebhookName, string CacheName, string TopicName, ReferenceExpression Url, ParameterResource SigningSecret)
    : IResourceAnnotation;
