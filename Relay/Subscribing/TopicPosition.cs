namespace CourseComments.Relay.Subscribing;

/// <summary>A message's place in a topic. Numbers start again on each page.</summary>
internal readonly record struct TopicPosition(ulong Page, ulong Sequence)
{
    /// <summary>The place after which this one comes; number 0 is the beginning of a page.</summary>
    public TopicPosition Previous() => this with { Sequence = Sequence == 0 ? 0 : Sequence - 1 };
}
