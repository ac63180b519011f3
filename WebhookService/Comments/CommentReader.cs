using System.Text.Json;
using CourseComments.WebhookService.Storing;
using Microsoft.Extensions.Options;

namespace CourseComments.WebhookService.Comments;

/// <summary>Pages through a course's list while its front grows.</summary>
internal sealed partial class CommentReader(CommentStore store, IOptions<CommentOptions> options, ILogger<CommentReader> logger)
{
    /// <summary>How many new comments are expected between two pages; the search grows from there.</summary>
    private const int Slack = 32;

    /// <exception cref="StoreUnavailableException">Momento is away.</exception>
    public async Task<CommentPage> ReadAsync(string courseId, int limit, PageCursor? cursor)
    {
        var start = 0;
        if (cursor is { } last)
        {
            switch (await FindAsync(courseId, last, limit))
            {
                case { Next: < 0 }:
                    // Evicted, and everything older with it.
                    return new CommentPage([], null);
                case { Next: var next, Following: var following } when following.Count > limit:
                    return PageOf(following, next, limit);
                case { Next: var next }:
                    start = next;
                    break;
            }
        }

        // One more than asked for tells whether there is a next page.
        var elements = await store.FetchAsync(courseId, start, start + limit + 1);
        return PageOf(elements, start, limit);
    }

    /// <summary>Looks for the element that was seen last, in windows that double, first from where it was to the back.</summary>
    private async Task<Position> FindAsync(string courseId, PageCursor cursor, int limit)
    {
        var window = limit + Slack;
        for (var start = cursor.Index; ;)
        {
            var elements = await store.FetchAsync(courseId, start, start + window);
            if (IndexOf(elements, cursor) is >= 0 and var found)
            {
                return new Position(start + found + 1, [.. elements.Skip(found + 1)]);
            }

            if (elements.Count < window)
            {
                return await FindBeforeAsync(courseId, cursor, length: start + elements.Count);
            }

            start += window;
            window = Math.Min(2 * window, CommentElement.MaxFetched);
        }
    }

    /// <summary>Nearer to the front than it was: something before it was removed.</summary>
    private async Task<Position> FindBeforeAsync(string courseId, PageCursor cursor, int length)
    {
        for (var start = 0; start < cursor.Index; start += CommentElement.MaxFetched)
        {
            var elements = await store.FetchAsync(courseId, start, start + CommentElement.MaxFetched);
            if (IndexOf(elements, cursor) is >= 0 and var found)
            {
                return new Position(start + found + 1, []);
            }

            if (elements.Count < CommentElement.MaxFetched)
            {
                // A cursor may say any index.
                break;
            }
        }

        // Only a full list drops its oldest. Else it was itself removed, as what an attempt to store left that lost: what
        // followed it is where it was, or further back if comments have come since; better seen twice than never.
        return length < options.Value.MaxPerCourse ? new Position(cursor.Index, []) : Position.Gone;
    }

    private static int IndexOf(IList<byte[]> elements, PageCursor cursor)
    {
        for (var index = 0; index < elements.Count; index++)
        {
            if (cursor.Matches(elements[index]))
            {
                return index;
            }
        }

        return -1;
    }

    private CommentPage PageOf(IList<byte[]> elements, int start, int limit)
    {
        var count = Math.Min(elements.Count, limit);
        var comments = new List<Comment>(count);
        for (var index = 0; index < count; index++)
        {
            if (Parse(elements[index]) is { } comment)
            {
                comments.Add(comment);
            }
        }

        var cursor = elements.Count > limit ? PageCursor.At(start + count - 1, elements[count - 1]).ToString() : null;
        return new CommentPage(PageOrder.Of(comments), cursor);
    }

    /// <summary>Other writers may push onto the list: what is no comment is passed over, and said.</summary>
    private Comment? Parse(byte[] element)
    {
        try
        {
            return JsonSerializer.Deserialize(element, CommentJsonContext.Default.Comment);
        }
        catch (JsonException)
        {
            Log.NoComment(logger);
            return null;
        }
    }

    /// <param name="Next">Where the next page begins; negative when the element is gone.</param>
    /// <param name="Following">The elements from there on, as far as they were fetched.</param>
    private sealed record Position(int Next, IList<byte[]> Following)
    {
        public static readonly Position Gone = new(-1, []);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "An element of a course's list is no comment; it is passed over.")]
        public static partial void NoComment(ILogger logger);
    }
}
