using System.Text.Json.Serialization;

namespace CourseComments.Contracts;

/// <summary>What a learner publishes to the topic: <c>{"courseId": …, "comment": …}</c>.</summary>
/// <param name="CourseId">See <see cref="CourseIds"/>; on the wire a number or text.</param>
/// <param name="Comment">See <see cref="CommentTexts"/>.</param>
public sealed record CommentMessage(
    [property: JsonPropertyName("courseId"), JsonConverter(typeof(CourseIdConverter))] string? CourseId,
    [property: JsonPropertyName("comment")] string? Comment);
