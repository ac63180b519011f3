using System.Collections.Concurrent;
using Momento.Protocol.PubSub;

namespace Momento.Emulator.Topics;

/// <summary>The topics of one cache. A topic comes into being with its first use and goes when nobody uses it.</summary>
internal sealed class TopicSet(TimeProvider time, SequencePages pages)
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Topic> _topics = new(StringComparer.Ordinal);

    /// <returns>The message's sequence number.</returns>
    public ulong Publish(string topic, TopicValue value, string publisherId)
    {
        ulong sequenceNumber;
        while (!GetOrAdd(topic).TryPublish(value, publisherId, out sequenceNumber))
        {
            // Retired between the two calls: the next one finds or makes its successor.
        }

        return sequenceNumber;
    }

    /// <inheritdoc cref="Topic.TryOpen"/>
    public TopicReader Open(string topic, ulong resumeAt, ulong resumePage)
    {
        TopicReader? reader;
        do
        {
            reader = GetOrAdd(topic).TryOpen(resumeAt, resumePage);
        }
        while (reader is null);

        return reader;
    }

    public void RemoveIdle()
    {
        foreach (var entry in _topics)
        {
            if (entry.Value.TryRetire(IdleTime))
            {
                _topics.TryRemove(entry);
            }
        }
    }

    private Topic GetOrAdd(string name)
    {
        if (_topics.TryGetValue(name, out var topic))
        {
            return topic;
        }

        return _topics.GetOrAdd(name, static (_, set) => set.NewTopic(), this);
    }

    private Topic NewTopic() => new(pages.Next(), time);
}
