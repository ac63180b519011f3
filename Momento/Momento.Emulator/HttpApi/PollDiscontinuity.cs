using Momento.Protocol.PubSub;

namespace Momento.Emulator.HttpApi;

/// <summary>Messages were missed.</summary>
internal sealed record PollDiscontinuity(ulong LastTopicSequence, ulong NewTopicSequence, ulong NewSequencePage)
{
    public static PollDiscontinuity From(Discontinuity discontinuity) => new(
        discontinuity.LastTopicSequence, discontinuity.NewTopicSequence, discontinuity.NewSequencePage);
}
