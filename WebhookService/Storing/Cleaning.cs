using CourseComments.WebhookService.Comments;
using Microsoft.Extensions.Options;

namespace CourseComments.WebhookService.Storing;

/// <summary>Finds what attempts left in a list, and removes what lost.</summary>
internal sealed class Cleaning(ICommentStore store, IOptions<CommentOptions> options)
{
    /// <summary>Elements move forward when others are removed meanwhile; windows that overlap do not miss them.</summary>
    private const int Overlap = 20;

    public async Task<ListState> ReadAsync(string courseId, string id)
    {
        var attempts = new Dictionary<int, byte[]>();
        CommentPlace? oldest = null;
        var start = 0;
        while (true)
        {
            var elements = await store.FetchAsync(courseId, start, start + CommentElement.MaxFetched);
            foreach (var element in elements)
            {
                if (CommentElement.AttemptOf(element, id) is { } attempt)
                {
                    attempts[attempt] = element;
                }
            }

            oldest = elements.Count > 0 ? CommentPlace.Of(elements[^1]) ?? oldest : oldest;
            if (elements.Count < CommentElement.MaxFetched)
            {
                return new ListState(
                    [.. attempts.Select(found => (found.Key, found.Value))], start + elements.Count >= options.Value.MaxPerCourse, oldest);
            }

            start += CommentElement.MaxFetched - Overlap;
        }
    }

    /// <summary>Leaves one element of a comment: the winner's.</summary>
    public async Task CleanAsync(string courseId, string id, int winner)
    {
        var list = await ReadAsync(courseId, id);
        foreach (var (attempt, element) in list.Attempts)
        {
            if (attempt != winner)
            {
                await store.RemoveAsync(courseId, element);
            }
        }
    }
}
