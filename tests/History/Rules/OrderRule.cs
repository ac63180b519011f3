namespace CourseComments.History.Rules;

/// <summary>
/// Comments of one publisher in a course, where one was in the topic before the other was begun, are read in that order.
/// Two that overlapped, or of which nobody knows when the first came into the topic, may stand either way.
/// </summary>
internal static class OrderRule
{
    public static IEnumerable<Violation> Check(RecordedHistory history) =>
        from read in history.Reads
        from extent in ExtentsOf(read, history.Mode)
        from violation in Check(history, extent)
        select violation;

    /// <summary>
    /// A page always has an order. Over pages it is that of arrival, which the relay makes the order of publishing and
    /// webhooks make nothing. While something is under way an attempt that lost may stand between, so only the end counts.
    /// </summary>
    private static IEnumerable<IEnumerable<(int Line, CommentKey Comment)>> ExtentsOf(ReadRecord read, RunMode mode) =>
        mode == RunMode.Relay && read.IsFinal ? [read.Comments] : read.Pages.Select(page => read.On(page.Line, page.Comments));

    private static IEnumerable<Violation> Check(RecordedHistory history, IEnumerable<(int Line, CommentKey Comment)> newestFirst)
    {
        // Of what is listed as older, the one that was begun last.
        var latest = new Dictionary<string, PublishRecord>(StringComparer.Ordinal);
        foreach (var (line, comment) in newestFirst.Reverse())
        {
            if (!history.Published.TryGetValue(comment, out var published))
            {
                continue;
            }

            var older = latest.GetValueOrDefault(comment.TokenId);
            if (older is not null && published.Accepted < older.Began)
            {
                yield return new Violation(
                    HistoryRules.Order,
                    $"{comment} is listed as newer than \"{older.Comment.Text}\", which was published after it.",
                    [published.Began, published.Accepted.Value, older.Began, line]);
            }

            if (older is null || published.Began > older.Began)
            {
                latest[comment.TokenId] = published;
            }
        }
    }
}
