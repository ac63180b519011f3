using Momento.Emulator.Auth;
using Momento.Emulator.Caches;
using Momento.Emulator.Webhooks;
using Momento.Protocol.PubSub;

namespace Momento.Emulator.Topics;

/// <summary>Publishes a message, by whichever way it came, and hands it to the webhooks.</summary>
internal sealed class TopicPublisher(WebhookDispatcher webhooks)
{
    public async Task PublishAsync(CacheStore cache, string topic, TopicValue? value, Credential publisher)
    {
        MessageLimits.Check(value);
        var sequenceNumber = cache.Topics.Publish(topic, value!, publisher.TokenId);
        await cache.Journal.WhenWrittenAsync();
        if (value!.HasText)
        {
            webhooks.Dispatch(cache.Name, topic, sequenceNumber, publisher.TokenId, value.Text);
        }
    }
}
