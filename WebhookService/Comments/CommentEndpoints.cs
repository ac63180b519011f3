using CourseComments.Contracts;
using CourseComments.ServiceDefaults.Authentication;
using CourseComments.ServiceDefaults.Configuration;
using CourseComments.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CourseComments.WebhookService.Comments;

internal static class CommentEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 100;
    private const int RememberedProfiles = 10_000;

    public static void AddComments(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<CommentOptions>(CommentOptions.SectionName);
        builder.Services.AddValidatedOptions<ReadingOptions>(ReadingOptions.SectionName);
        builder.Services.AddMemoryCache(options => options.SizeLimit = RememberedProfiles);
        builder.Services.AddSingleton<CommentStore>();
        builder.Services.AddSingleton<CommentReader>();
        builder.Services.AddSingleton<ProfileReader>();
        if (RequiresAuthentication(builder.Configuration))
        {
            builder.Services.AddBearerAuthentication();
        }
    }

    public static void UseReadingAuthentication(this WebApplication app)
    {
        if (RequiresAuthentication(app.Configuration))
        {
            app.UseAuthentication();
            app.UseAuthorization();
        }
    }

    public static void MapComments(this WebApplication app)
    {
        var endpoint = app.MapGet("/api/courses/{courseId}/comments", List);
        if (RequiresAuthentication(app.Configuration))
        {
            endpoint.RequireAuthorization();
        }
    }

    private static async Task<Results<Ok<CommentPage>, ProblemHttpResult>> List(
        string courseId, CommentReader reader, string? limit = null, string? cursor = null)
    {
        if (CourseIds.FindFault(courseId) is { } fault)
        {
            return Problems.InvalidRequest("courseId", fault);
        }

        var count = DefaultLimit;
        if (limit is not null && (!int.TryParse(limit, out count) || count is < 1 or > MaxLimit))
        {
            return Problems.InvalidRequest("limit", $"must be a whole number from 1 to {MaxLimit}.");
        }

        PageCursor? after = null;
        if (!string.IsNullOrEmpty(cursor))
        {
            if (!PageCursor.TryParse(cursor, out var parsed))
            {
                return Problems.InvalidRequest("cursor", "is not a cursor that this service gave out.");
            }

            after = parsed;
        }

        return await reader.ReadAsync(courseId, count, after) is { } page
            ? TypedResults.Ok(page)
            : Problems.MomentoUnavailable();
    }

    /// <summary>A value that cannot be read counts as yes here; the options' validation names it and the service does not start.</summary>
    private static bool RequiresAuthentication(IConfiguration configuration) =>
        configuration[$"{ReadingOptions.SectionName}:{nameof(ReadingOptions.RequireAuthentication)}"] is { Length: > 0 } value
        && !string.Equals(value, bool.FalseString, StringComparison.OrdinalIgnoreCase);
}
