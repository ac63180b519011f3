namespace CourseComments.Relay.Subscribing;

/// <summary>A message's place in a topic. Numbers start again on each page.</summary>
internal readonly record struct TopicPosition(ulong Page, ulong Sequence);
