using Momento.Sdk.Responses;

namespace CourseComments.Relay.Subscribing;

/// <summary>Follows the numbers of a topic: what comes again, and what is missing.</summary>
internal sealed partial class Continuity(TopicPosition? last, RelayStatus status, RelayMetrics metrics, ILogger logger)
{
    /// <summary>The last message seen; null when none ever was.</summary>
    public TopicPosition? Last { get; private set; } = last;

    /// <summary>Takes note of a message.</summary>
    /// <returns>False when it was seen before.</returns>
    public bool IsNew(TopicPosition position)
    {
        if (Last is { } last)
        {
            if (last.Page == position.Page && position.Sequence <= last.Sequence)
            {
                return false;
            }

            var expected = last.Page == position.Page ? last.Sequence + 1 : 1;
            if (last.Page != position.Page)
            {
                Log.NewPage(logger, last.Page, last.Sequence, position.Page);
            }

            if (position.Sequence > expected)
            {
                Missed(position.Page, expected, position.Sequence);
            }
        }

        Last = position;
        return true;
    }

    /// <summary>The topic says itself that it goes on elsewhere.</summary>
    public void Saw(TopicSystemEvent.Discontinuity gap)
    {
        if (Last is { } last)
        {
            var isSamePage = gap.SequencePage == last.Page;
            if (isSamePage && gap.SequenceNumber <= last.Sequence + 1)
            {
                return;
            }

            // How far the earlier page went on after the last message seen, nobody says.
            Missed(gap.SequencePage, isSamePage ? last.Sequence + 1 : 1, Math.Max(1, gap.SequenceNumber));
            if (!isSamePage)
            {
                Log.NewPage(logger, last.Page, last.Sequence, gap.SequencePage);
            }
        }

        Last = new TopicPosition(gap.SequencePage, gap.SequenceNumber == 0 ? 0 : gap.SequenceNumber - 1);
    }

    private void Missed(ulong page, ulong first, ulong next)
    {
        metrics.Missed(next - first);
        status.SawGap();
        Log.Missed(logger, page, first, next);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The topic went on without messages: on page {Page}, from number {First} up to, not including, {Next}.")]
        public static partial void Missed(ILogger logger, ulong page, ulong first, ulong next);

        [LoggerMessage(2, LogLevel.Information, "The topic started over: after page {Page} number {Sequence} comes page {NewPage}.")]
        public static partial void NewPage(ILogger logger, ulong page, ulong sequence, ulong newPage);
    }
}
