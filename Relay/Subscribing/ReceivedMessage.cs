namespace CourseComments.Relay.Subscribing;

/// <summary>A message as it came from the topic.</summary>
/// <param name="Position">Its place, which is its identity.</param>
/// <param name="TokenId">The publisher's, by Momento's word; empty when its token carried none.</param>
/// <param name="Text">As published.</param>
/// <param name="ReceivedAt">The topic says no time of its own.</param>
internal sealed record ReceivedMessage(TopicPosition Position, string TokenId, string Text, DateTimeOffset ReceivedAt);
