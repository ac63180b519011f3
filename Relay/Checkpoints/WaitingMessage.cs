using CourseComments.Relay.Subscribing;

namespace CourseComments.Relay.Checkpoints;

/// <summary>A message that was read, until all before it are dealt with, too.</summary>
internal sealed class WaitingMessage(ReceivedMessage message)
{
    public ReceivedMessage Message { get; } = message;

    /// <summary>Guarded by the prefix.</summary>
    public bool IsDone { get; set; }
}
