namespace CourseComments.History.Rules;

/// <summary>What must not be there.</summary>
internal static class ContentRules
{
    /// <summary>
    /// On each page; and in the end in the whole course. Until then two attempts may be in the list for a moment, and two
    /// pages are not read at the same time.
    /// </summary>
    public static IEnumerable<Violation> ListedOnce(RecordedHistory history) =>
        from read in history.Reads
        from extent in read.IsFinal ? [read.Comments] : read.Pages.Select(page => read.On(page.Line, page.Comments))
        from listed in extent.GroupBy(listed => listed.Comment, listed => listed.Line)
        where listed.Count() > 1
        select new Violation(HistoryRules.ListedOnce, $"{listed.Key} is listed {listed.Count()} times.", [read.Began, .. listed]);

    public static IEnumerable<Violation> ListedWasPublished(RecordedHistory history) =>
        from read in history.Reads
        from listed in read.Comments
        let fault = FaultOf(history.Published.GetValueOrDefault(listed.Comment), listed.Line)
        where fault is not null
        group listed.Line by (listed.Comment, fault) into unfounded
        select new Violation(HistoryRules.ListedWasPublished, $"{unfounded.Key.Comment} is listed and {unfounded.Key.fault}.", [unfounded.First()]);

    private static string? FaultOf(PublishRecord? published, int listed)
    {
        if (published is null || published.Began > listed)
        {
            return "nobody had published it";
        }

        return published.Outcome == PublishOutcome.Refused ? "its publish was refused" : null;
    }
}
