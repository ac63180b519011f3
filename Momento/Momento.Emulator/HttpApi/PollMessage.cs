using Momento.Protocol.PubSub;

namespace Momento.Emulator.HttpApi;

/// <summary>A message of a topic.</summary>
internal sealed record PollMessage(ulong TopicSequenceNumber, ulong SequencePage, PollValue Value)
{
    public static PollMessage From(TopicItem item) => new(
        item.TopicSequenceNumber,
        item.SequencePage,
        item.Value.HasText ? new PollValue(item.Value.Text, null) : new PollValue(null, item.Value.Binary.ToByteArray()));
}
