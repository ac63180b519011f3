namespace CourseComments.History;

/// <summary>A history's events, put together. Lines are counted from 1.</summary>
internal sealed class RecordedHistory
{
    private readonly Dictionary<int, PublishRecord> _publishes = [];
    private readonly Dictionary<int, ReadRecord> _reads = [];

    /// <exception cref="InvalidDataException">An event does not fit those before it.</exception>
    public RecordedHistory(IReadOnlyList<HistoryEvent> events)
    {
        Mode = events is [HistoryEvent.Began began, ..] ? began.Mode : throw new InvalidDataException("The history has no beginning.");
        for (var index = 1; index < events.Count; index++)
        {
            if (!TryAdd(events[index], index + 1))
            {
                throw new InvalidDataException($"Line {index + 1} does not fit what is before it: {events[index]}");
            }
        }
    }

    public RunMode Mode { get; }

    public Dictionary<CommentKey, PublishRecord> Published { get; } = [];

    /// <summary>The line of the first acknowledgement of each.</summary>
    public Dictionary<CommentKey, int> Acknowledged { get; } = [];

    public IReadOnlyCollection<ReadRecord> Reads => _reads.Values;

    private bool TryAdd(HistoryEvent seen, int line)
    {
        switch (seen)
        {
            case HistoryEvent.PublishBegan publish:
                var record = new PublishRecord(publish.Comment, line);
                return _publishes.TryAdd(publish.Number, record) && Published.TryAdd(publish.Comment, record);
            case HistoryEvent.PublishEnded end:
                return _publishes.TryGetValue(end.Number, out var published) && TryEnd(published, end.Outcome, line);
            case HistoryEvent.Acknowledged acknowledged:
                Acknowledged.TryAdd(acknowledged.Comment, line);
                return true;
            case HistoryEvent.ReadBegan read:
                return _reads.TryAdd(read.Number, new ReadRecord(read.CourseId, read.IsFinal, line));
            case HistoryEvent.PageRead page when _reads.TryGetValue(page.Number, out var read):
                read.Pages.Add((line, page.Comments));
                return true;
            case HistoryEvent.ReadEnded end when _reads.TryGetValue(end.Number, out var read):
                read.IsComplete = end.IsComplete;
                return true;
            default:
                return seen is HistoryEvent.Disturbed;
        }
    }

    private static bool TryEnd(PublishRecord published, PublishOutcome outcome, int line)
    {
        if (published.Ended is not null)
        {
            return false;
        }

        (published.Ended, published.Outcome) = (line, outcome);
        return true;
    }
}
