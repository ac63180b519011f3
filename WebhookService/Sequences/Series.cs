namespace CourseComments.WebhookService.Sequences;

/// <summary>
/// A topic's numbers from one start-over to the next, and how far they are accounted for. Momento calls it a page, but
/// its webhooks do not name it.
/// </summary>
/// <param name="Since">Names the series: the event time of the first event known of it, in milliseconds.</param>
/// <param name="Before">How far the series before was checked; larger numbers than this may still be its own.</param>
/// <param name="Checked">The number up to which each has come or is reported missing.</param>
/// <param name="CheckedTime">When the event of that number was published, in milliseconds.</param>
internal sealed record Series(long Since, ulong Before, ulong Checked, long CheckedTime)
{
    /// <summary>Momento's clocks may differ by this much.</summary>
    private const long ClockSkew = 1000;

    /// <summary>The first series that is known: what came before is not missing.</summary>
    public static Series Begin(IReadOnlyCollection<SeenNumber> seen)
    {
        var first = seen.MinBy(seen => seen.Number);
        return new Series(first.Time, Before: 0, first.Number - 1, first.Time);
    }

    /// <summary>
    /// The series that begins when a number comes again although its event is later than all before: the topic started over.
    /// </summary>
    /// <returns>Null when this one goes on.</returns>
    public Series? Next(IEnumerable<SeenNumber> seen)
    {
        var again = seen.Where(seen => seen.Number <= Checked && seen.Time > CheckedTime + ClockSkew).Select(seen => seen.Time).ToList();
        return again.Count == 0 ? null : new Series(again.Min(), Before: Checked, Checked: 0, CheckedTime: again.Min());
    }

    /// <summary>Whether an event is of this series, and not a late one of the series before.</summary>
    public bool Includes(SeenNumber seen) => seen.Time >= Since - ClockSkew || seen.Number <= Before;
}
