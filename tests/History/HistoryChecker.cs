using CourseComments.History.Rules;

namespace CourseComments.History;

/// <summary>Says what a history shows that must not be. It knows nothing but the history.</summary>
public static class HistoryChecker
{
    /// <returns>Everything, by rule; empty when all is well.</returns>
    /// <exception cref="InvalidDataException">It is no history: an event does not fit those before it.</exception>
    public static IReadOnlyList<Violation> Check(IReadOnlyList<HistoryEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var history = new RecordedHistory(events);
        return
        [
            .. CompletenessRules.AcknowledgedIsListed(history),
            .. CompletenessRules.PublishedIsListed(history),
            .. CompletenessRules.ReadInTheEnd(history),
            .. ContentRules.ListedOnce(history),
            .. ContentRules.ListedWasPublished(history),
            .. OrderRule.Check(history),
        ];
    }
}
