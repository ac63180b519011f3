using CourseComments.Relay.Checkpoints;
using CourseComments.Relay.Subscribing;

namespace CourseComments.Relay.Tests;

public sealed class AcknowledgedPrefixTests
{
    [Fact]
    public void The_prefix_waits_for_the_slowest_and_then_catches_up_over_gaps_and_pages()
    {
        var prefix = new AcknowledgedPrefix(new TopicPosition(6, 9));
        var first = prefix.Add(Message(7, 1));
        var second = prefix.Add(Message(7, 5));
        var third = prefix.Add(Message(8, 1));

        Assert.Equal(0, prefix.Acknowledge(third));
        Assert.Equal(0, prefix.Acknowledge(second));
        Assert.Equal(new TopicPosition(6, 9), prefix.UpTo);
        Assert.Equal(3, prefix.Waiting);

        Assert.Equal(3, prefix.Acknowledge(first));
        Assert.Equal(new TopicPosition(8, 1), prefix.UpTo);
        Assert.Equal(0, prefix.Waiting);
    }

    [Fact]
    public void A_prefix_that_began_nowhere_is_before_the_first_message_as_soon_as_that_was_read()
    {
        var prefix = new AcknowledgedPrefix(null);
        Assert.Null(prefix.UpTo);

        var first = prefix.Add(Message(7, 5));
        prefix.Add(Message(7, 6));
        Assert.Equal(new TopicPosition(7, 4), prefix.UpTo);

        prefix.Acknowledge(first);
        Assert.Equal(new TopicPosition(7, 5), prefix.UpTo);
    }

    private static ReceivedMessage Message(ulong page, ulong sequence) => new(new TopicPosition(page, sequence), "", "", default);
}
