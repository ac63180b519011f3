namespace CourseComments.History;

/// <summary>A read, from its beginning to its end.</summary>
internal sealed class ReadRecord(string courseId, bool isFinal, int began)
{
    public string CourseId { get; } = courseId;

    public bool IsFinal { get; } = isFinal;

    public int Began { get; } = began;

    public bool IsComplete { get; set; }

    public List<(int Line, IReadOnlyList<ListedComment> Comments)> Pages { get; } = [];

    /// <summary>All that was read, newest first, with the line that says so.</summary>
    public IEnumerable<(int Line, CommentKey Comment)> Comments => Pages.SelectMany(page => On(page.Line, page.Comments));

    public IEnumerable<(int Line, CommentKey Comment)> On(int line, IReadOnlyList<ListedComment> comments) =>
        comments.Select(listed => (line, new CommentKey(listed.UserId, CourseId, listed.Text)));
}
