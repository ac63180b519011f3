using System.Collections.Concurrent;
using Momento.Emulator.Persistence;
using Momento.Protocol.PubSub;

namespace Momento.Emulator.Topics;

/// <summary>The topics of one cache. A topic comes into being with its first use and goes when nobody uses it.</summary>
internal sealed class TopicSet(TimeProvider time, SequencePages pages, ulong cache, Journal journal)
{
    private readonly ConcurrentDictionary<string, Topic> _topics = new(StringComparer.Ordinal);

    /// <returns>The message's sequence number.</returns>
    public ulong Publish(string topic, TopicValue value, string publisherId)
    {
        journal.EnterChange();
        try
        {
            ulong sequenceNumber;
            while (!GetOrAdd(topic).TryPublish(value, publisherId, out sequenceNumber))
            {
                // Retired between the two calls: the next one finds or makes its successor.
            }

            return sequenceNumber;
        }
        finally
        {
            journal.ExitChange();
        }
    }

    /// <summary>Takes a message back from the journal.</summary>
    public void Restore(string name, TopicItem item)
    {
        pages.Skip(item.SequencePage);
        if (!_topics.TryGetValue(name, out var topic) || topic.Page != item.SequencePage)
        {
            topic = _topics[name] = NewTopic(name, item.SequencePage);
        }

        topic.Restore(item);
    }

    public IEnumerable<TopicMessage> Snapshot() =>
        _topics.SelectMany(topic => topic.Value.Snapshot().Select(item => new TopicMessage { Topic = topic.Key, Item = item }));

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

    /// <summary>Topics that nobody used for that long are forgotten, and start over when they are used again.</summary>
    public void RemoveIdle(TimeSpan idleTime)
    {
        foreach (var entry in _topics)
        {
            if (entry.Value.TryRetire(idleTime))
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

        return _topics.GetOrAdd(name, static (name, set) => set.NewTopic(name, set.NextPage()), this);
    }

    private ulong NextPage() => pages.Next();

    private Topic NewTopic(string name, ulong page) => new(page, time, journal.IsEnabled ? item => Record(name, item) : null);

    private void Record(string topic, TopicItem item) =>
        journal.Append(new JournalEntry { Cache = cache, Message = new TopicMessage { Topic = topic, Item = item } });
}
