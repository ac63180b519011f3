using System.Text.Json.Serialization;

namespace Momento.Webhooks;

/// <summary>
/// The body that Momento posts for each message of a topic. There is no sequence page in Momento's own, and sequence
/// numbers start again after a topic was reset, so the number alone identifies nothing.
/// </summary>
/// <param name="Cache">Cache that holds the topic.</param>
/// <param name="Topic">Topic that was published to.</param>
/// <param name="EventTimestamp">When the event was made, milliseconds since the epoch.</param>
/// <param name="PublishTimestamp">When it was sent to the receiver, milliseconds since the epoch; its age is judged by this.</param>
/// <param name="TopicSequenceNumber">Position in the topic's current page, from 1.</param>
/// <param name="TokenId">Id in the publisher's disposable token; empty when it carried none.</param>
/// <param name="Text">The message as published.</param>
public sealed record WebhookEvent(
    [property: JsonPropertyName("cache"), JsonRequired] string Cache,
    [property: JsonPropertyName("topic"), JsonRequired] string Topic,
    [property: JsonPropertyName("event_timestamp"), JsonRequired] long EventTimestamp,
    [property: JsonPropertyName("publish_timestamp"), JsonRequired] long PublishTimestamp,
    [property: JsonPropertyName("topic_sequence_number"), JsonRequired] ulong TopicSequenceNumber,
    [property: JsonPropertyName("token_id"), JsonRequired] string TokenId,
    [property: JsonPropertyName("text"), JsonRequired] string Text)
{
    /// <summary>
    /// The topic's page at that time, which with the number identifies the message. Momento's webhooks do not say it; who
    /// reads the topic itself may add it.
    /// </summary>
    [JsonPropertyName("topic_sequence_page"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ulong? TopicSequencePage { get; init; }
}
