namespace Momento.Sdk.Responses;

public abstract class TopicSystemEvent : ITopicEvent
{
    /// <summary>The connection is alive.</summary>
    public class Heartbeat : TopicSystemEvent;

    /// <summary>Messages were missed, or the topic was reset.</summary>
    public class Discontinuity(ulong lastKnownSequenceNumber, ulong sequenceNumber, ulong sequencePage) : TopicSystemEvent
    {
        public ulong LastKnownSequenceNumber { get; } = lastKnownSequenceNumber;

        public ulong SequenceNumber { get; } = sequenceNumber;

        public ulong SequencePage { get; } = sequencePage;
    }
}
