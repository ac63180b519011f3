using System.Globalization;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Storing;

/// <summary>
/// The log in which an event is claimed. It follows from what makes the event itself, so every delivery of it comes to the
/// same one; and from where the event was published, so events of the same moment share one.
/// </summary>
/// <param name="Page">The topic's page, where the event says it.</param>
/// <param name="Number">A range of sequence numbers on that page, else one of event times.</param>
internal readonly record struct ClaimLogKey(ulong? Page, ulong Number)
{
    private const int MillisecondsPerLog = 1_000;
    private const int MessagesPerLog = 256;

    public static ClaimLogKey Of(WebhookEvent received) => received.TopicSequencePage is { } page
        ? new(page, received.TopicSequenceNumber / MessagesPerLog)
        : new(null, (ulong)received.EventTimestamp / MillisecondsPerLog);

    /// <summary>The list's key in the cache. A colon keeps it apart from courses.</summary>
    public override string ToString() => Page is { } page
        ? string.Create(CultureInfo.InvariantCulture, $"claims:{page}:{Number}")
        : string.Create(CultureInfo.InvariantCulture, $"claims:{Number}");
}
