namespace Momento.Sdk.Responses;

/// <summary>What a subscription delivers: a <see cref="TopicMessage"/> or a <see cref="TopicSystemEvent"/>.</summary>
public interface ITopicEvent;
