using CourseComments.History;

namespace CourseComments.Chaos;

/// <summary>
/// What was published and is not acknowledged. A topic keeps only so many messages: what a relay has not read when they are
/// gone is lost, and nobody promises otherwise, so publishers wait for the slowest.
/// </summary>
/// <param name="mostBehind">How far the slowest may be behind.</param>
internal sealed class Backlog(int mostBehind = Backlog.MostBehind)
{
    /// <summary>Well below the emulator's 1,000.</summary>
    public const int MostBehind = 400;

    private readonly Lock _lock = new();
    private readonly Dictionary<CommentKey, int> _waiting = [];
    private readonly SortedSet<int> _places = [];
    private readonly HashSet<CommentKey> _early = [];
    private int _published;

    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    public bool HasRoom
    {
        get
        {
            lock (_lock)
            {
                return _published - (_places.Count > 0 ? _places.Min : _published) < mostBehind;
            }
        }
    }

    public void Published(CommentKey comment)
    {
        lock (_lock)
        {
            _published++;
            if (!_early.Remove(comment))
            {
                _waiting.Add(comment, _published);
                _places.Add(_published);
            }
        }
    }

    public void Acknowledged(CommentKey comment)
    {
        lock (_lock)
        {
            if (_waiting.Remove(comment, out var place))
            {
                _places.Remove(place);
            }
            else
            {
                // Before its publisher knew; or once more, or of an unknown outcome, and then never asked for.
                _early.Add(comment);
            }
        }
    }
}
