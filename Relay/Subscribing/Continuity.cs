using Momento.Sdk.Responses;

namespace CourseComments.Relay.Subscribing;

/// <summary>Follows the numbers of a topic: what comes again, and what is missing.</summary>
internal sealed partial class Continuity(TopicPosition? last, RelayStatus status, RelayMetrics metrics, ILogger logger)
{
    /// <summary>The last message seen; null when none ever was.</summary>
    public TopicPosition? Last { get; private set; } = last;

    /// <summary>Whether messages between the last one seen and this one are missing, as far as the numbers tell.</summary>
    public bool Skips(TopicPosition position) => Last is { } last && position.Sequence > FirstAfter(last, position.Page);

    /// <summary>The topic says itself that it goes on elsewhere; see <see cref="Skips(TopicPosition)"/>.</summary>
    public bool Skips(TopicSystemEvent.Discontinuity gap) =>
        Last is { } last && (gap.SequencePage != last.Page || gap.SequenceNumber > last.Sequence + 1);

    /// <summary>Takes note of a message, and of what is missing before it.</summary>
    /// <returns>False when it was seen before.</returns>
    public bool IsNew(TopicPosition position)
    {
        if (Last is { } last)
        {
            if (last.Page == position.Page && position.Sequence <= last.Sequence)
            {
                return false;
            }

            if (last.Page != position.Page)
            {
                Log.NewPage(logger, last.Page, last.Sequence, position.Page);
            }

            if (Skips(position))
            {
                Missed(position.Page, FirstAfter(last, position.Page), position.Sequence);
            }
        }

        Last = position;
        return true;
    }

    /// <summary>Takes note of what the topic no longer holds.</summary>
    public void Saw(TopicSystemEvent.Discontinuity gap)
    {
        if (Last is { } last)
        {
            if (!Skips(gap))
            {
                return;
            }

            Missed(gap.SequencePage, FirstAfter(last, gap.SequencePage), Math.Max(1, gap.SequenceNumber));
            if (gap.SequencePage != last.Page)
            {
                Log.Interrupted(logger, last.Page, last.Sequence, gap.SequencePage);
            }
        }

        Last = new TopicPosition(gap.SequencePage, gap.SequenceNumber == 0 ? 0 : gap.SequenceNumber - 1);
    }

    private static ulong FirstAfter(TopicPosition last, ulong page) => last.Page == page ? last.Sequence + 1 : 1;

    private void Missed(ulong page, ulong first, ulong next)
    {
        metrics.Missed(next - first);
        status.SawGap();
        if (next > first)
        {
            Log.Missed(logger, page, first, next);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The topic went on without messages: on page {Page}, from number {First} up to, not including, {Next}.")]
        public static partial void Missed(ILogger logger, ulong page, ulong first, ulong next);

        [LoggerMessage(3, LogLevel.Error, "The topic was interrupted and started over with page {NewPage}: how far page {Page} went after number {Sequence}, it does not say.")]
        public static partial void Interrupted(ILogger logger, ulong page, ulong sequence, ulong newPage);

        [LoggerMessage(2, LogLevel.Information, "The topic started over: after page {Page} number {Sequence} comes page {NewPage}.")]
        public static partial void NewPage(ILogger logger, ulong page, ulong sequence, ulong newPage);
    }
}
