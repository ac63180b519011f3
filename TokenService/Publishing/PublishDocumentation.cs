using CourseComments.Contracts;
using CourseComments.ServiceDefaults.OpenApi;
using CourseComments.TokenService.OpenApi;
using CourseComments.TokenService.Tokens;
using Microsoft.OpenApi;

namespace CourseComments.TokenService.Publishing;

internal static class PublishDocumentation
{
    private static readonly DocumentedParameter CourseId = new(
        ParameterLocation.Path, "courseId", "The course, as its list is named.",
        () => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Za-z0-9_-]+$", MinLength = 1, MaxLength = CourseIds.MaxLength },
        IsRequired: true, Example: "123");

    public static RouteHandlerBuilder WithPublishDocumentation(this RouteHandlerBuilder endpoint) => endpoint
        .WithOperation(
            "publishComment", OpenApiExtensions.PublishingTag, "Publish a comment",
            """
            Publishes with the caller's own disposable token, so the comment is listed under the caller's id, exactly as if
            the caller had published it with an SDK.
            """)
        .WithParameter(CourseId)
        .WithRequest(
            $"The comment: 1 to {CommentTexts.MaxLength:N0} characters (code points) after trimming, no control characters but newline "
            + "and tab; with its course at most 4 KB of JSON.",
            new PublishRequest("This course is awesome!"))
        .WithAnswer(StatusCodes.Status202Accepted, "Momento took it. It is listed as soon as Momento's webhook has arrived.")
        .WithProblems(
            DocumentedProblems.InvalidRequest("comment", "is missing or empty."),
            DocumentedProblems.UnreadableBody,
            DocumentedProblems.Forbidden("The caller lacks a role or scope that learners need."),
            TokenDocumentation.NoSubject,
            DocumentedProblems.Denied,
            DocumentedProblems.ContentTooLarge,
            DocumentedProblems.UnsupportedMediaType,
            DocumentedProblems.TooManyRequests("Tokens are minted, or messages taken, as fast as Momento allows."),
            DocumentedProblems.MomentoUnavailable);
}
