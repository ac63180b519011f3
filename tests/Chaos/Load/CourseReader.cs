using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using CourseComments.History;

namespace CourseComments.Chaos.Load;

/// <summary>Reads courses' pages and takes note of them.</summary>
internal sealed class CourseReader(IReadOnlyList<Uri> services, HistoryRecorder history, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout };

    /// <summary>Reads this and that until told to stop.</summary>
    /// <param name="random">What is read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "It must be repeatable.")]
    public async Task ReadAsync(Random random, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            // All pages now and then; else what most readers see, which keeps the history small.
            var pages = random.Next(5) == 0 ? int.MaxValue : 2;
            await ReadAsync(Courses.Any(random), random.Next(10, 101), pages, isFinal: false, random.Next(services.Count), cancellationToken);
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether a course was read to its last page.</returns>
    public Task<bool> ReadToTheEndAsync(string courseId, int limit, int replica, CancellationToken cancellationToken) =>
        ReadAsync(courseId, limit, int.MaxValue, isFinal: true, replica, cancellationToken);

    public void Dispose() => _client.Dispose();

    private async Task<bool> ReadAsync(string courseId, int limit, int maxPages, bool isFinal, int replica, CancellationToken cancellationToken)
    {
        var read = history.ReadBegan(courseId, isFinal);
        var isComplete = false;
        string? cursor = null;
        try
        {
            for (var page = 0; page < maxPages && !isComplete; page++)
            {
                (var comments, cursor) = await PageAsync(services[replica], courseId, limit, cursor, cancellationToken);
                history.PageRead(read, comments);
                isComplete = cursor is null;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            // Killed, paused, or not able to: this read ends here.
        }

        history.ReadEnded(read, isComplete);
        return isComplete;
    }

    private async Task<(List<ListedComment> Comments, string? NextCursor)> PageAsync(
        Uri service, string courseId, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"api/courses/{courseId}/comments?limit={limit}&cursor={cursor}");
        await using var body = await _client.GetStreamAsync(new Uri(service, path), cancellationToken);
        using var page = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        return (
            [
                .. page.RootElement.GetProperty("comments").EnumerateArray().Select(comment =>
                    new ListedComment(comment.GetProperty("userID").GetString()!, comment.GetProperty("comment").GetString()!)),
            ],
            page.RootElement.GetProperty("nextCursor").GetString());
    }
}
