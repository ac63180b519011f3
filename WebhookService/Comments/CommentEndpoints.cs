using CourseComments.Contracts;
using CourseComments.Denials;
using CourseComments.ServiceDefaults.Authentication;
using CourseComments.ServiceDefaults.Configuration;
using CourseComments.ServiceDefaults.Errors;
using CourseComments.WebhookService.Storing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace CourseComments.WebhookService.Comments;

internal static class CommentEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 100;
    private const int RememberedProfiles = 10_000;
    private const long RememberedPageBytes = 32 * 1024 * 1024;

    public static void AddComments(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<CommentOptions>(CommentOptions.SectionName);
        builder.Services.AddValidatedOptions<ReadingOptions>(ReadingOptions.SectionName);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, CommentJsonContext.Default));
        builder.Services.AddMemoryCache(options => options.SizeLimit = RememberedProfiles);
        builder.Services.AddOutputCache(options =>
        {
            options.SizeLimit = RememberedPageBytes;
            // Course ids that differ in case are different courses.
            options.UseCaseSensitivePaths = true;
        });
        builder.Services.AddSingleton<StoreMetrics>();
        builder.Services.AddSingleton<CommentStore>();
        builder.Services.AddStoring();
        builder.Services.AddSingleton<CommentReader>();
        builder.Services.AddSingleton<ProfileReader>();
        if (RequiresAuthentication(builder.Configuration))
        {
            builder.Services.AddBearerAuthentication();
        }
    }

    /// <summary>Whoever may not read gets no page that was kept for others.</summary>
    public static void UseReading(this WebApplication app)
    {
        if (RequiresAuthentication(app.Configuration))
        {
            app.UseAuthentication();
            app.UseAuthorization();
        }

        app.UseOutputCache();
    }

    public static void MapComments(this WebApplication app)
    {
        var endpoint = app.MapGet("/api/courses/{courseId}/comments", List)
            .CacheOutput(policy => policy.AddPolicy<PageCachePolicy>(), excludeDefaultPolicy: true)
            .WithReadingDocumentation(DefaultLimit, MaxLimit);
        if (RequiresAuthentication(app.Configuration))
        {
            endpoint.RequireAuthorization();
        }
    }

    private static async Task<Results<Ok<CommentPage>, StatusCodeHttpResult, ProblemHttpResult>> List(
        HttpContext context, string courseId, CommentReader reader, DenyList denials, string? limit = null, string? cursor = null)
    {
        if (CourseIds.FindFault(courseId) is { } fault)
        {
            return Problems.InvalidRequest("courseId", fault);
        }

        if (denials.Occupies(courseId))
        {
            return Problems.InvalidRequest("courseId", "is reserved.");
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

        // The output cache's policy has just asked for it.
        if (context.Features.Get<CourseVersion>() is not { } version)
        {
            return Problems.MomentoUnavailable();
        }

        if (version.Matches(context.Request.Headers.IfNoneMatch))
        {
            Describe(context, version);
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        try
        {
            var page = await reader.ReadAsync(courseId, count, after);
            Describe(context, version);
            return TypedResults.Ok(page);
        }
        catch (StoreUnavailableException)
        {
            return Problems.MomentoUnavailable();
        }
    }

    /// <summary>A reader may keep the page, and asks each time whether it still holds.</summary>
    private static void Describe(HttpContext context, CourseVersion version)
    {
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = version.ETag;
        headers.CacheControl = new CacheControlHeaderValue
        {
            NoCache = true, Private = context.User.Identity?.IsAuthenticated == true,
        };
    }

    /// <summary>A value that cannot be read counts as yes here; the options' validation names it and the service does not start.</summary>
    private static bool RequiresAuthentication(IConfiguration configuration) =>
        configuration[$"{ReadingOptions.SectionName}:{nameof(ReadingOptions.RequireAuthentication)}"] is { Length: > 0 } value
        && !string.Equals(value, bool.FalseString, StringComparison.OrdinalIgnoreCase);
}
