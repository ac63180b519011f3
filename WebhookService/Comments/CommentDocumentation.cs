using System.Globalization;
using CourseComments.Contracts;
using CourseComments.ServiceDefaults.OpenApi;
using CourseComments.WebhookService.OpenApi;
using Microsoft.OpenApi;

namespace CourseComments.WebhookService.Comments;

internal static class CommentDocumentation
{
    private const string Tag = "\"x1TqYXlHTDqZ0nqpLn9w5A\"";

    private static readonly DocumentedHeader ETag = new(
        "ETag", "Names this state of the page. Send it as `If-None-Match` to be answered 304 while nothing has changed.", Tag);

    private static readonly DocumentedParameter CourseId = new(
        ParameterLocation.Path, "courseId", "The course, as its list is named.",
        () => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Za-z0-9_-]+$", MinLength = 1, MaxLength = CourseIds.MaxLength },
        IsRequired: true, Example: "123");

    private static readonly DocumentedParameter Cursor = new(
        ParameterLocation.Query, "cursor", "The `nextCursor` of the page before; left out for the first.",
        () => new OpenApiSchema { Type = JsonSchemaType.String });

    private static readonly DocumentedParameter IfNoneMatch = new(
        ParameterLocation.Header, "If-None-Match", "The `ETag` of the answer that the caller has.",
        () => new OpenApiSchema { Type = JsonSchemaType.String });

    private static readonly CommentPage Example = new(
        [
            new("taylor", "This course is awesome!", "qPk5zvfXe1oM1f4e9w0B3A", "Taylor", new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero), 2),
            new("sam", "Is there a second part?", "0m5S4w1dJt8pX2hQvY6uKg", null, new(2026, 3, 14, 9, 24, 11, TimeSpan.Zero), 1),
        ],
        "AAAAAQfC3x0b6pGi");

    public static RouteHandlerBuilder WithReadingDocumentation(this RouteHandlerBuilder endpoint, int defaultLimit, int maxLimit) => endpoint
        .WithOperation(
            "listComments", OpenApiExtensions.CommentsTag, "Read a course's comments",
            """
            Newest first. A course that nobody commented on has an empty list.

            The cursor stays right while comments arrive: no comment is seen twice, and none is passed over.
            """)
        .WithParameter(CourseId)
        .WithParameter(Limit(defaultLimit, maxLimit))
        .WithParameter(Cursor)
        .WithParameter(IfNoneMatch)
        .WithAnswer(StatusCodes.Status200OK, "A page of comments; `nextCursor` is null on the last.", Example, ETag)
        .WithAnswer(StatusCodes.Status304NotModified, "The caller has this page already.", ETag)
        .WithProblems(
            DocumentedProblems.InvalidRequest("limit", $"must be a whole number from 1 to {maxLimit}."),
            DocumentedProblems.MomentoUnavailable);

    private static DocumentedParameter Limit(int byDefault, int max) => new(
        ParameterLocation.Query, "limit", "How many comments at most.",
        () => new OpenApiSchema
        {
            Type = JsonSchemaType.Integer, Minimum = "1", Maximum = max.ToString(CultureInfo.InvariantCulture), Default = byDefault,
        },
        Example: 10);
}
