using CourseComments.ServiceDefaults.Errors;
using CourseComments.TokenService.Learners;
using CourseComments.TokenService.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CourseComments.TokenService.Publishing;

internal static class PublishEndpoints
{
    private const int MaxBodyBytes = 32 * 1024;

    public static void AddPublishing(this IServiceCollection services) => services.AddSingleton<CommentPublisher>();

    public static void MapPublishing(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/courses/{courseId}/comments", Publish)
            .RequireAuthorization(LearnerExtensions.CommenterPolicy)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .WithPublishDocumentation();

    private static async Task<Results<Accepted, ProblemHttpResult>> Publish(
        string courseId, PublishRequest request, HttpContext context, CommentPublisher publisher, IOptions<LearnerOptions> learners)
    {
        if (Caller.From(context.User, learners.Value) is not { } caller)
        {
            return TokenEndpoints.NoSubject();
        }

        return await publisher.PublishAsync(caller, courseId, request.Comment, context.RequestAborted) switch
        {
            PublishResult.Accepted => TypedResults.Accepted((string?)null),
            PublishResult.Invalid invalid => Problems.InvalidRequest(invalid.Field, invalid.Fault),
            PublishResult.RetryLater { After: var after } => Problems.TooManyRequests(context.Response, after),
            PublishResult.Denied => Problems.Denied(),
            _ => Problems.MomentoUnavailable(),
        };
    }
}
