using Momento.Sdk.Responses;

namespace Momento.Sdk;

/// <summary>Topics. No method throws: each has an <c>Error</c> response.</summary>
public interface ITopicClient : IDisposable
{
    Task<TopicPublishResponse> PublishAsync(string cacheName, string topicName, byte[] value);

    Task<TopicPublishResponse> PublishAsync(string cacheName, string topicName, string value);

    /// <param name="resumeAtSequenceNumber">Null or 0: from the latest message on.</param>
    /// <param name="resumeAtSequencePage">The page that the number belongs to.</param>
    Task<TopicSubscribeResponse> SubscribeAsync(
        string cacheName, string topicName, ulong? resumeAtSequenceNumber = null, ulong? resumeAtSequencePage = null);
}
