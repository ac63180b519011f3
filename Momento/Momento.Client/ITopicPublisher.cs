namespace Momento.Client;

/// <summary>Publishes with tokens of many users over one connection; an SDK client is one connection for one token.</summary>
public interface ITopicPublisher
{
    /// <param name="cacheName">The cache that holds the topic.</param>
    /// <param name="topicName">The topic.</param>
    /// <param name="text">The message, at most 4 KB of UTF-8.</param>
    /// <param name="authToken">A disposable token as the SDK's auth client returns it, or its inner key.</param>
    /// <param name="cancellationToken">Gives up waiting; the message may be published all the same.</param>
    Task<TopicPublishOutcome> PublishAsync(
        string cacheName, string topicName, string text, string authToken, CancellationToken cancellationToken);
}
