using CourseComments.Relay.Subscribing;

namespace CourseComments.Relay.Checkpoints;

internal sealed partial class AcknowledgedPrefix
{
    partial void SeedBug(ref TopicPosition? upTo)
    {
        if (Environment.GetEnvironmentVariable("SEEDED_BUG") == "checkpoint-before-acknowledge" && _waiting.LastOrDefault() is { } read)
        {
            upTo = read.Message.Position;
        }
    }
}
