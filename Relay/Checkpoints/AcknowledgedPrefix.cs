using CourseComments.Relay.Subscribing;

namespace CourseComments.Relay.Checkpoints;

/// <summary>
/// Messages in the order they were read, and up to where all of them are dealt with. Courses overtake each other; the
/// checkpoint waits for the slowest.
/// </summary>
/// <param name="start">Up to where they were dealt with before; null when nobody knows.</param>
internal sealed partial class AcknowledgedPrefix(TopicPosition? start)
{
    private readonly Lock _lock = new();
    private readonly Queue<WaitingMessage> _waiting = new();
    private TopicPosition? _upTo = start;

    /// <summary>The place before which nothing waits; null when no message was ever read.</summary>
    public TopicPosition? UpTo
    {
        get
        {
            lock (_lock)
            {
                var upTo = _upTo;
                SeedBug(ref upTo);
                return upTo;
            }
        }
    }

    /// <summary>How many messages are behind the prefix and were read.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>When the oldest message that waits was read.</summary>
    public DateTimeOffset? OldestReceived
    {
        get
        {
            lock (_lock)
            {
                return _waiting.TryPeek(out var oldest) ? oldest.Message.ReceivedAt : null;
            }
        }
    }

    public WaitingMessage Add(ReceivedMessage message)
    {
        var waiting = new WaitingMessage(message);
        lock (_lock)
        {
            _waiting.Enqueue(waiting);
            // A relay that begins with what comes next has a place as soon as it has read a message: ended before that is dealt
            // with, it goes on with it, and not with what comes next by then.
            _upTo ??= message.Position.Previous();
        }

        return waiting;
    }

    /// <returns>By how many messages the prefix grew.</returns>
    public int Acknowledge(WaitingMessage message)
    {
        lock (_lock)
        {
            var grown = 0;
            message.IsDone = true;
            while (_waiting.TryPeek(out var oldest) && oldest.IsDone)
            {
                _upTo = _waiting.Dequeue().Message.Position;
                grown++;
            }

            return grown;
        }
    }

    /// <summary>Only in builds that the chaos run must find fault with; see docs/chaos.md.</summary>
    partial void SeedBug(ref TopicPosition? upTo);
}
