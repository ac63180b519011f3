using System.Text.Json;

namespace CourseComments.History;

/// <summary>Takes note of what is seen, in the order in which it is seen; each event is a line of a file as well, when there is one.</summary>
public sealed class HistoryRecorder : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<HistoryEvent> _events = [];
    private readonly TimeProvider _time;
    private readonly TextWriter _file;
    private readonly long _began;
    private bool _isClosed;
    private int _publishes;
    private int _reads;

    /// <param name="mode">How the system runs.</param>
    /// <param name="seed">For people: what the run was made of.</param>
    /// <param name="time">The clock.</param>
    /// <param name="file">Where the lines go; nowhere when left out. Closed with this, and then nothing more is recorded.</param>
    public HistoryRecorder(RunMode mode, int seed, TimeProvider time, TextWriter? file = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_time, _file, _began) = (time, file ?? TextWriter.Null, time.GetTimestamp());
        Record(new HistoryEvent.Began(mode, seed));
    }

    /// <summary>All so far.</summary>
    public IReadOnlyList<HistoryEvent> Events
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    /// <returns>The number that ends it.</returns>
    public int PublishBegan(CommentKey comment)
    {
        var number = Interlocked.Increment(ref _publishes);
        Record(new HistoryEvent.PublishBegan(number, comment));
        return number;
    }

    public void PublishEnded(int number, PublishOutcome outcome) => Record(new HistoryEvent.PublishEnded(number, outcome));

    public void Acknowledged(CommentKey comment) => Record(new HistoryEvent.Acknowledged(comment));

    /// <returns>The number that its pages and its end have.</returns>
    public int ReadBegan(string courseId, bool isFinal = false)
    {
        var number = Interlocked.Increment(ref _reads);
        Record(new HistoryEvent.ReadBegan(number, courseId, isFinal));
        return number;
    }

    public void PageRead(int number, IReadOnlyList<ListedComment> comments) => Record(new HistoryEvent.PageRead(number, comments));

    public void ReadEnded(int number, bool isComplete) => Record(new HistoryEvent.ReadEnded(number, isComplete));

    public void Disturbed(string what) => Record(new HistoryEvent.Disturbed(what));

    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            _file.Dispose();
        }
    }

    private void Record(HistoryEvent seen)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            var timed = seen with { At = Math.Round(_time.GetElapsedTime(_began).TotalSeconds, 3) };
            _events.Add(timed);
            _file.WriteLine(JsonSerializer.Serialize(timed, HistoryJsonContext.Default.HistoryEvent));
        }
    }
}
