using System.Collections.Concurrent;
using CourseComments.ServiceDefaults.Configuration;
using CourseComments.WebhookService.Storing;
using CourseComments.WebhookService.Webhooks;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Sequences;

/// <summary>
/// Notices events that Momento never posted, by the numbers that are missing when none of them could still be taken. Events
/// come in any order, to any replica, before and after restarts; what came is noted in the cache, beside the requests and
/// not within them. The relay's events are not watched: it follows the topic itself.
/// </summary>
internal sealed partial class SequenceWatch(
    SequenceStore store, GapReport gaps, TimeProvider time, LastValid<WebhookOptions> options, ILogger<SequenceWatch> logger)
    : BackgroundService
{
    private const int MaxKept = 100_000;

    /// <summary>No topic comes so far; what counts from here on would run over.</summary>
    private const ulong MaxNumber = long.MaxValue;

    private static readonly TimeSpan NoteEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<SeenNumber> _seen = new();
    private readonly Queue<(long At, SeenNumber Highest)> _highest = new();
    private SeenNumber _latest;
    private long _since = long.MinValue;
    private long _checkedAt;

    /// <summary>After this long an event that has not come is too old to be taken.</summary>
    private TimeSpan Grace => options.Current.MaxAge + (2 * NoteEvery);

    public void Saw(WebhookEvent received)
    {
        if (received.TopicSequencePage is null && received.TopicSequenceNumber is > 0 and <= MaxNumber && _seen.Count < MaxKept)
        {
            _seen.Enqueue(new SeenNumber(received.TopicSequenceNumber, received.EventTimestamp));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = true;
        while (running)
        {
            await Task.Delay(NoteEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            running = !stoppingToken.IsCancellationRequested;
            try
            {
                await NoteAsync();
            }
            catch (StoreUnavailableException exception)
            {
                Log.NotNoted(logger, exception.Message);
            }
        }
    }

    /// <summary>Notes what came, and looks for what did not.</summary>
    internal async Task NoteAsync()
    {
        var seen = _seen.ToArray();
        if (seen.Length == 0 && _highest.Count == 0)
        {
            return;
        }

        if (await SeriesAsync(seen) is not { } series)
        {
            return;
        }

        var own = Array.FindAll(seen, series.Includes);
        await store.AddAsync(series, own.Select(seen => seen.Number));
        for (var noted = 0; noted < seen.Length; noted++)
        {
            _seen.TryDequeue(out _);
        }

        Remember(series, own);
        if (time.GetElapsedTime(_checkedAt) >= CheckEvery)
        {
            await CheckAsync(series);
            _checkedAt = time.GetTimestamp();
        }
    }

    /// <summary>The series that the topic is in now.</summary>
    private async Task<Series?> SeriesAsync(SeenNumber[] seen)
    {
        if (await store.ReadAsync() is not { } series)
        {
            if (seen.Length == 0)
            {
                return null;
            }

            series = await store.AgreeOnFirstAsync(Series.Begin(seen));
        }

        if (series.Next(seen) is not { } next)
        {
            return series;
        }

        next = await store.AgreeOnNextAsync(series, next);
        Log.StartedOver(logger, _latest.Number);
        if (_since == series.Since)
        {
            await gaps.WriteAsync(series, _latest.Number);
        }

        await store.WriteAsync(next);
        return next;
    }

    private void Remember(Series series, SeenNumber[] own)
    {
        if (_since != series.Since)
        {
            (_since, _latest) = (series.Since, default);
            _highest.Clear();
        }

        if (own.Length > 0 && own.MaxBy(seen => seen.Number) is var highest && highest.Number > _latest.Number)
        {
            _latest = highest;
            _highest.Enqueue((time.GetTimestamp(), highest));
        }
    }

    private async Task CheckAsync(Series series)
    {
        var due = _highest.TakeWhile(noted => time.GetElapsedTime(noted.At) >= Grace).ToList();
        if (due.Count > 0 && due[^1].Highest is var highest && highest.Number > series.Checked)
        {
            await gaps.WriteAsync(series, highest.Number);
            await store.WriteAsync(series with { Checked = highest.Number, CheckedTime = highest.Time });
        }

        foreach (var _ in due)
        {
            _highest.Dequeue();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The topic started over after sequence number {Latest}, or later: how far it went, its webhooks do not say.")]
        public static partial void StartedOver(ILogger logger, ulong latest);

        [LoggerMessage(2, LogLevel.Warning, "Which webhooks came could not be noted yet. {Reason}")]
        public static partial void NotNoted(ILogger logger, string reason);
    }
}
