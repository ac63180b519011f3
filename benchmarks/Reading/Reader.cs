using System.Text.Json;
using CourseComments.Benchmarks.Load;

namespace CourseComments.Benchmarks.Reading;

/// <summary>Pages through courses of fixed sizes: each new comment pushes out the oldest.</summary>
internal sealed class Reader(Uri gateway, EmulatorCache cache) : IDisposable
{
    private static readonly TimeProvider Time = TimeProvider.System;
    private readonly HttpClient _client = new() { BaseAddress = gateway };
    private int _comments;

    public async Task FillAsync(int size)
    {
        const int AtOnce = 50;
        for (var count = 0; count < size; count += AtOnce)
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Min(AtOnce, size - count)).Select(_ => PushAsync(size)));
        }
    }

    public async Task MeasureAsync(IReadOnlyList<ReadPage> pages, int rounds)
    {
        using var connection = await HttpConnection.OpenAsync(gateway);
        var cursors = new string?[pages.Count];
        for (var round = 0; round < rounds; round++)
        {
            for (var number = 0; number < pages.Count; number++)
            {
                var page = pages[number];
                await PushAsync(page.CourseSize);
                if (round == 0 || page.PagesBefore == 1)
                {
                    // Short courses soon lose what an older cursor points at; deep pages are read on as the list grows.
                    cursors[number] = await WalkAsync(page);
                }

                var request = HttpConnection.Get(PathOf(page, cursors[number]));
                page.New.Add(await ReadAsync(connection, request));
                page.Same.Add(await ReadAsync(connection, request));
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private static async Task<TimeSpan> ReadAsync(HttpConnection connection, byte[] request)
    {
        var started = Time.GetTimestamp();
        var status = await connection.SendAsync(request);
        return status == 200 ? Time.GetElapsedTime(started) : throw new InvalidOperationException($"The gateway answered {status}.");
    }

    private async Task<string?> WalkAsync(ReadPage page)
    {
        string? cursor = null;
        for (var number = 0; number < page.PagesBefore; number++)
        {
            using var answer = await JsonDocument.ParseAsync(await _client.GetStreamAsync(PathOf(page, cursor)));
            cursor = answer.RootElement.GetProperty("nextCursor").GetString()!;
        }

        return cursor;
    }

    private Task PushAsync(int size) => cache.PushCommentAsync($"course-{size}", _comments++, size);

    private static string PathOf(ReadPage page, string? cursor) => $"/api/courses/course-{page.CourseSize}/comments?limit=50&cursor={cursor}";
}
