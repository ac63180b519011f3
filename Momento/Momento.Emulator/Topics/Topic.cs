using Momento.Emulator.Caches;
using Momento.Protocol.PubSub;

namespace Momento.Emulator.Topics;

/// <summary>
/// One page of a topic: a bounded log of the latest messages that every subscriber reads at its own pace. A slow
/// subscriber costs no memory; one that falls behind the log is told so by a discontinuity.
/// </summary>
internal sealed partial class Topic(ulong page, TimeProvider time, Action<TopicItem>? record = null)
{
    public const int LogSize = 1_000;

    private readonly Lock _gate = new();
    private readonly Deque<SubscriptionItem> _log = new();
    private TopicReader[] _readers = [];
    private ulong _next = 1;
    private long _lastUsed = time.GetTimestamp();
    private bool _isRetired;

    private ulong Oldest => _next - (ulong)_log.Count;

    /// <summary>False when the topic was retired meanwhile, and the message belongs to a new page.</summary>
    public bool TryPublish(TopicValue value, string publisherId, out ulong sequenceNumber)
    {
        TopicReader[] readers;
        lock (_gate)
        {
            sequenceNumber = _next;
            if (_isRetired)
            {
                return false;
            }

            var item = new TopicItem
            {
                TopicSequenceNumber = _next, SequencePage = page, PublisherId = publisherId, Value = value,
            };
            Add(item);
            record?.Invoke(item);
            _lastUsed = time.GetTimestamp();
            readers = _readers;
        }

        foreach (var reader in readers)
        {
            reader.Wake();
        }

        return true;
    }

    /// <summary>A new reader at the place to resume at, or null when the topic was retired meanwhile.</summary>
    /// <param name="resumeAt">0 for what comes next, 1 for all that is kept, else a sequence number.</param>
    /// <param name="resumePage">Page of that number; 0 when not known.</param>
    public TopicReader? TryOpen(ulong resumeAt, ulong resumePage)
    {
        lock (_gate)
        {
            if (_isRetired)
            {
                return null;
            }

            var reader = new TopicReader(this);
            Position(reader, resumeAt, resumePage);
            _readers = [.. _readers, reader];
            return reader;
        }
    }

    public void Close(TopicReader reader)
    {
        lock (_gate)
        {
            _readers = [.. _readers.Where(other => other != reader)];
            _lastUsed = time.GetTimestamp();
        }
    }

    /// <summary>Moves what the reader has not seen into <paramref name="batch"/>, as far as it has room.</summary>
    public void Read(TopicReader reader, List<SubscriptionItem> batch)
    {
        lock (_gate)
        {
            if (reader.Next < Oldest)
            {
                reader.MissedSince = reader.Next - 1;
                reader.Next = Oldest;
            }

            if (reader.TakeMissedSince() is { } last)
            {
                batch.Add(Discontinuity(last, reader.Next));
            }

            while (reader.Next < _next && batch.Count < batch.Capacity)
            {
                batch.Add(_log[(int)(reader.Next - Oldest)]);
                reader.Next++;
            }
        }
    }

    /// <summary>Ends a topic that nobody subscribes to or published to for that long; its next use starts a new page.</summary>
    public bool TryRetire(TimeSpan idleFor)
    {
        lock (_gate)
        {
            _isRetired |= _readers.Length == 0 && time.GetElapsedTime(_lastUsed) >= idleFor;
            return _isRetired;
        }
    }

    private void Add(TopicItem item)
    {
        _log.PushBack(new SubscriptionItem { Item = item });
        _log.RemoveFront(_log.Count - LogSize);
        _next++;
    }

    private void Position(TopicReader reader, ulong resumeAt, ulong resumePage)
    {
        var isOtherPage = resumePage != 0 && resumePage != page;
        if (resumeAt == 0)
        {
            reader.Next = _next;
        }
        else if (isOtherPage || resumeAt > _next)
        {
            reader.Next = Oldest;
            reader.MissedSince = 0;
        }
        else if (resumeAt == 1 && resumePage == 0)
        {
            reader.Next = Oldest;
        }
        else
        {
            reader.Next = resumeAt;
        }
    }

    /// <summary>The new sequence number is the one after which messages go on, so that a client resumes at the next.</summary>
    private SubscriptionItem Discontinuity(ulong last, ulong next) => new()
    {
        Discontinuity = new Discontinuity
        {
            LastTopicSequence = last,
            NewTopicSequence = next - 1,
            NewSequencePage = page,
        },
    };
}
