using CourseComments.Contracts;
using CourseComments.Denials;
using CourseComments.WebhookService.Storing;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Net.Http.Headers;

namespace CourseComments.WebhookService.Comments;

/// <summary>
/// Keeps pages in memory under the version of their course. Each request asks Momento for that version, which is one
/// element instead of a page, so that a page is never older than the comments in the list, whichever process took them.
/// </summary>
internal sealed class PageCachePolicy(CommentStore store, DenyList denials) : IOutputCachePolicy
{
    /// <summary>Only bounds memory: a page that is out of date is not found again.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var courseId = context.HttpContext.Request.RouteValues["courseId"] as string;
        if (CourseIds.FindFault(courseId) is not null || denials.Occupies(courseId!) || await VersionOfAsync(courseId!) is not { } version)
        {
            // Without a version nothing is kept, and the endpoint says what is wrong.
            return;
        }

        // The version decides. A page has no date of its own, and that of its making says nothing of comments in the same second.
        context.HttpContext.Request.Headers.Remove(HeaderNames.IfModifiedSince);
        // Others may wait for the page of who asked first: it is finished when that one leaves, else they would get it without a body.
        context.HttpContext.RequestAborted = CancellationToken.None;
        context.HttpContext.Features.Set(version);
        context.CacheVaryByRules.VaryByValues["version"] = version.ETag.ToString();
        context.CacheVaryByRules.QueryKeys = new(["limit", "cursor"]);
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = Kept;
    }

    private async Task<CourseVersion?> VersionOfAsync(string courseId)
    {
        try
        {
            return CourseVersion.Of(await store.FetchAsync(courseId, 0, 1));
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage &= context.HttpContext.Response.StatusCode == StatusCodes.Status200OK;
        return ValueTask.CompletedTask;
    }
}
