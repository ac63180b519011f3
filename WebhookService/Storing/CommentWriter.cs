using System.Globalization;
using CourseComments.WebhookService.Comments;
using Microsoft.Extensions.Options;

namespace CourseComments.WebhookService.Storing;

/// <summary>
/// Stores each comment exactly once, however often, in parallel and in whatever order its event is delivered, and
/// wherever a process dies. docs/adr/0012-exactly-once.md has the reasons, and what cannot be promised.
/// </summary>
internal sealed class CommentWriter(
    ICommentStore store, ClaimLogs claims, Cleaning cleaning, ILateCleaning later, IOptions<StoringOptions> options, TimeProvider time)
{
    private const int FirstAttempt = 1;
    private readonly TimeSpan _lease = options.Value.Lease;

    public async Task<WriteResult> WriteAsync(string courseId, Comment comment, ClaimLogKey log)
    {
        try
        {
            return await WriteOnceAsync(courseId, comment, comment.Id!, log);
        }
        catch (StoreUnavailableException)
        {
            // The claim, or the mark, of this attempt stays: whoever comes next finds out what became of it.
            return new WriteResult.Unknown();
        }
    }

    /// <summary>The usual case: a share in a call that claims, and a call that pushes.</summary>
    private async Task<WriteResult> WriteOnceAsync(string courseId, Comment comment, string id, ClaimLogKey log)
    {
        var started = time.GetTimestamp();
        if (!await claims.TryClaimAsync(log, id))
        {
            return await TakeOverAsync(courseId, comment, id, log.Page);
        }

        if (MayHaveOutlivedItsMarks(comment))
        {
            return await RepeatAsync(courseId, comment, id, log.Page, FirstAttempt);
        }

        await store.PushAsync(courseId, CommentElement.Of(comment, log.Page, FirstAttempt));

        // Nobody takes over before the lease is over, and whoever does so later finds the element. Half of the lease
        // is left for clocks that do not run alike.
        return time.GetElapsedTime(started) < _lease / 2
            ? new WriteResult.Listed(Before: false)
            : await SettleAsync(courseId, id, FirstAttempt, own: FirstAttempt);
    }

    /// <summary>Somebody began before. Finds out how it ended, once there is no doubt that it has.</summary>
    private async Task<WriteResult> TakeOverAsync(string courseId, Comment comment, string id, ulong? page)
    {
        if (await store.GetMarkAsync(Marks.Winner(id)) is { } winner)
        {
            await cleaning.CleanAsync(courseId, id, Parse(winner));
            return new WriteResult.Listed(Before: true);
        }

        if (await FindAsync(courseId, comment, id, page) is { } found)
        {
            return found;
        }

        // A claim does not say when it was made. The first who finds it marks it: it is at least as old as that.
        if (await store.TrySetMarkAsync(Marks.Attempt(id, FirstAttempt), ""))
        {
            return new WriteResult.InProgress(_lease);
        }

        var attempt = FirstAttempt;
        for (; await store.GetMarkAgeAsync(Marks.Attempt(id, attempt)) is { } age; attempt++)
        {
            if (age < _lease)
            {
                return new WriteResult.InProgress(_lease - age);
            }
        }

        // Whoever looks without having marked the attempt first could miss an element that is pushed meanwhile.
        return await store.TrySetMarkAsync(Marks.Attempt(id, attempt), "")
            ? await RepeatAsync(courseId, comment, id, page, attempt)
            : new WriteResult.InProgress(_lease);
    }

    private async Task<WriteResult> RepeatAsync(string courseId, Comment comment, string id, ulong? page, int attempt)
    {
        if (await FindAsync(courseId, comment, id, page) is { } found)
        {
            return found;
        }

        await store.PushAsync(courseId, CommentElement.Of(comment, page, attempt));
        return await SettleAsync(courseId, id, attempt, own: attempt);
    }

    /// <returns>Null when the list does not have the comment.</returns>
    private async Task<WriteResult?> FindAsync(string courseId, Comment comment, string id, ulong? page)
    {
        var list = await cleaning.ReadAsync(courseId, id);
        if (list.Attempts is [var earlier, ..])
        {
            return await SettleAsync(courseId, id, earlier.Attempt);
        }

        // Newer ones pushed it out, or would at once.
        return list.IsFull && new CommentPlace(comment.PostedAt, page, comment.Sequence).IsBefore(list.Oldest) ? new WriteResult.Listed(Before: true) : null;
    }

    /// <summary>
    /// More than one attempt may have an element in the list now. They agree on one, and it is there: each proposes only
    /// what it has seen in the list, and only what lost is ever removed.
    /// </summary>
    /// <param name="courseId">The list.</param>
    /// <param name="id">The comment.</param>
    /// <param name="attempt">An attempt whose element was in the list.</param>
    /// <param name="own">The attempt of this delivery, if it pushed.</param>
    private async Task<WriteResult> SettleAsync(string courseId, string id, int attempt, int? own = null)
    {
        var key = Marks.Winner(id);
        var winner = await store.TrySetMarkAsync(key, attempt.ToString(CultureInfo.InvariantCulture))
            ? attempt
            : Parse(await store.GetMarkAsync(key) ?? throw new StoreUnavailableException(key));
        await cleaning.CleanAsync(courseId, id, winner);
        later.Schedule(courseId, id, winner);
        return new WriteResult.Listed(Before: winner != own);
    }

    /// <summary>An event so old that marks of its first delivery may have expired: the list must be looked at.</summary>
    private bool MayHaveOutlivedItsMarks(Comment comment) => time.GetUtcNow() - comment.PostedAt > StoringOptions.MarksLive / 2;

    private static int Parse(string attempt) => int.Parse(attempt, CultureInfo.InvariantCulture);
}
