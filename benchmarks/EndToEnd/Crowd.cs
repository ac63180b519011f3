using System.Collections.Concurrent;
using System.Globalization;
using CourseComments.Benchmarks.Load;

namespace CourseComments.Benchmarks.EndToEnd;

/// <summary>Many who publish at the same time into one course, and one reader who looks for all of their comments.</summary>
internal sealed class Crowd(Learner learner, int publishers)
{
    private const string Course = "crowd";
    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>How long a publisher waits between comments: 200 of them make 100 comments a second.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, long> _published = new();
    private readonly List<TimeSpan> _latencies = [];

    /// <returns>The latencies, the shortest first.</returns>
    public async Task<IReadOnlyList<TimeSpan>> MeasureAsync(int comments)
    {
        var publishing = Task.WhenAll(Enumerable.Range(0, publishers).Select(number => PublishAsync(number, comments)));
        var ended = (long?)null;
        while (!publishing.IsCompleted || !_published.IsEmpty)
        {
            ShortPause.Wait(milliseconds: 1);
            foreach (var comment in await learner.NewestAsync(Course, 50))
            {
                if (_published.TryRemove(comment, out var started))
                {
                    _latencies.Add(Time.GetElapsedTime(started));
                }
            }

            ended ??= publishing.IsCompleted ? Time.GetTimestamp() : null;
            if (ended is { } end && Time.GetElapsedTime(end) > Patience)
            {
                throw new TimeoutException($"{_published.Count} comments were not listed within {Patience}.");
            }
        }

        await publishing;
        _latencies.Sort();
        return _latencies;
    }

    private async Task PublishAsync(int number, int comments)
    {
        await Task.Delay(Pause * number / publishers, Time);
        for (var count = number; count < comments; count += publishers)
        {
            var comment = string.Create(CultureInfo.InvariantCulture, $"comment {count}");
            _published[comment] = Time.GetTimestamp();
            await learner.PublishAsync(Course, comment);
            await Task.Delay(Pause, Time);
        }
    }
}
