using CourseComments.History;

namespace CourseComments.Chaos;

/// <summary>How much there is of what in a history.</summary>
internal static class HistoryCounts
{
    public static IReadOnlyList<(string Name, long Count)> Of(IReadOnlyList<HistoryEvent> events)
    {
        var outcomes = events.OfType<HistoryEvent.PublishEnded>().CountBy(end => end.Outcome).ToDictionary();
        var final = events.OfType<HistoryEvent.ReadBegan>().Where(read => read.IsFinal).ToDictionary(read => read.Number, read => read.CourseId);
        return
        [
            ("published", outcomes.GetValueOrDefault(PublishOutcome.Accepted)),
            ("published, outcome unknown", outcomes.GetValueOrDefault(PublishOutcome.Unknown)),
            ("refused", outcomes.GetValueOrDefault(PublishOutcome.Refused)),
            ("acknowledgements", events.OfType<HistoryEvent.Acknowledged>().LongCount()),
            ("comments acknowledged", events.OfType<HistoryEvent.Acknowledged>().Select(acknowledged => acknowledged.Comment).Distinct().LongCount()),
            ("comments listed in the end", events.OfType<HistoryEvent.PageRead>()
                .Where(page => final.ContainsKey(page.Number))
                .SelectMany(page => page.Comments.Select(comment => (final[page.Number], comment)))
                .Distinct()
                .LongCount()),
            ("reads", events.OfType<HistoryEvent.ReadBegan>().LongCount()),
        ];
    }
}
