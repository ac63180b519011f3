namespace CourseComments.WebhookService.Comments;

/// <summary>The order in which a page shows what a list has in the order of its arrival.</summary>
internal static class PageOrder
{
    /// <summary>
    /// Newest first by the events' own time and number, as events may arrive in any order. An event of which two
    /// attempts are in the list for a moment is one comment.
    /// </summary>
    public static IReadOnlyList<Comment> Of(List<Comment> arrived)
    {
        var seen = new HashSet<string>(arrived.Count, StringComparer.Ordinal);
        arrived.RemoveAll(comment => comment.Id is { } id && !seen.Add(id));
        if (IsOrdered(arrived))
        {
            return arrived;
        }

        // Comments of other writers, who say no time, stay beside the ones that they arrived with.
        var times = new DateTimeOffset[arrived.Count];
        for (var index = 0; index < arrived.Count; index++)
        {
            times[index] = arrived[index].PostedAt ?? (index > 0 ? times[index - 1] : DateTimeOffset.MaxValue);
        }

        return
        [
            .. arrived.Select((comment, index) => (comment, time: times[index]))
                .OrderByDescending(entry => entry.time)
                .ThenByDescending(entry => entry.comment.Sequence ?? 0)
                .Select(entry => entry.comment),
        ];
    }

    private static bool IsOrdered(List<Comment> comments)
    {
        for (var index = 1; index < comments.Count; index++)
        {
            var (newer, older) = (comments[index - 1], comments[index]);
            if (newer.PostedAt < older.PostedAt || (newer.PostedAt == older.PostedAt && newer.Sequence < older.Sequence))
            {
                return false;
            }
        }

        return true;
    }
}
