namespace CourseComments.History.Rules;

/// <summary>What must be there.</summary>
internal static class CompletenessRules
{
    /// <summary>How many of the reads that show the same are named.</summary>
    private const int ReadsShown = 3;

    public static IEnumerable<Violation> AcknowledgedIsListed(RecordedHistory history)
    {
        var byCourse = history.Acknowledged.ToLookup(acknowledged => acknowledged.Key.CourseId);
        return
            from read in history.Reads
            where read.IsComplete
            let listed = Listed(read)
            from acknowledged in byCourse[read.CourseId]
            where acknowledged.Value < read.Began && !listed.Contains(acknowledged.Key)
            group read.Began by acknowledged into missing
            select new Violation(
                HistoryRules.AcknowledgedIsListed,
                $"{missing.Key.Key} was acknowledged and is not listed, in {missing.Count()} reads.",
                [missing.Key.Value, .. missing.Take(ReadsShown)]);
    }

    public static IEnumerable<Violation> PublishedIsListed(RecordedHistory history)
    {
        if (history.Mode != RunMode.Relay)
        {
            return [];
        }

        var byCourse = history.Published.Values.ToLookup(published => published.Comment.CourseId);
        return
            from read in history.Reads
            where read.IsComplete && read.IsFinal
            let listed = Listed(read)
            from published in byCourse[read.CourseId]
            where published.Accepted < read.Began && !listed.Contains(published.Comment)
            group read.Began by published into missing
            select new Violation(
                HistoryRules.PublishedIsListed,
                $"{missing.Key.Comment} was published and is not listed in the end.",
                [missing.Key.Began, missing.Key.Ended!.Value, .. missing.Take(ReadsShown)]);
    }

    public static IEnumerable<Violation> ReadInTheEnd(RecordedHistory history)
    {
        var read = history.Reads.Where(read => read.IsFinal && read.IsComplete).Select(read => read.CourseId).ToHashSet(StringComparer.Ordinal);
        return
            from published in history.Published.Values
            where !read.Contains(published.Comment.CourseId)
            group published by published.Comment.CourseId into unread
            select new Violation(
                HistoryRules.ReadInTheEnd, $"{unread.Key} was not read to its last page in the end.", [unread.First().Began]);
    }

    private static HashSet<CommentKey> Listed(ReadRecord read) => [.. read.Comments.Select(listed => listed.Comment)];
}
