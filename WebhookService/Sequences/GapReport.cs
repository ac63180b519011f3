using CourseComments.WebhookService.Webhooks;

namespace CourseComments.WebhookService.Sequences;

/// <summary>Finds the numbers that did not come, and says so once for all replicas.</summary>
internal sealed partial class GapReport(SequenceStore store, WebhookMetrics metrics, TimeProvider time, ILogger<GapReport> logger)
{
    private const ulong MaxRead = 100_000;
    private long _lastGap = long.MinValue;

    /// <summary>Null when there was none.</summary>
    public TimeSpan? SinceLastGap => Volatile.Read(ref _lastGap) is var at and not long.MinValue ? time.GetElapsedTime(at) : null;

    /// <summary>Reports every number that did not come and was not reported before.</summary>
    /// <param name="series">What the numbers belong to.</param>
    /// <param name="last">The last number that is looked for.</param>
    public async Task WriteAsync(Series series, ulong last)
    {
        Gap? open = null;
        await foreach (var gap in GapsAsync(series, last))
        {
            if (open is { } before && before.Last + 1 == gap.First)
            {
                open = before with { Last = gap.Last };
                continue;
            }

            await ReportAsync(series, open);
            open = gap;
        }

        await ReportAsync(series, open);
    }

    /// <summary>The gaps of one block of numbers after the other.</summary>
    private async IAsyncEnumerable<Gap> GapsAsync(Series series, ulong last)
    {
        var first = series.Checked + 1;
        if (last > first + MaxRead)
        {
            // Too many to look at one by one, and hardly any came.
            yield return new Gap(first, last - MaxRead - 1);
            first = last - MaxRead;
        }

        while (first <= last)
        {
            var block = first / SequenceStore.BlockSize;
            var end = Math.Min(((block + 1) * SequenceStore.BlockSize) - 1, last);
            foreach (var gap in Gap.Between(first, end, await store.FetchAsync(series, block)))
            {
                yield return gap;
            }

            first = end + 1;
        }
    }

    private async Task ReportAsync(Series series, Gap? missing)
    {
        if (missing is not { } gap)
        {
            return;
        }

        Volatile.Write(ref _lastGap, time.GetTimestamp());
        if (await store.ClaimAsync(series, gap))
        {
            metrics.Missed(gap.Count);
            Log.Missed(logger, gap.First, gap.Last);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The webhooks of sequence numbers {First} to {Last} never came.")]
        public static partial void Missed(ILogger logger, ulong first, ulong last);
    }
}
