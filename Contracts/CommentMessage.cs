using System.Text.Json.Serialization;

namespace CourseComments.Contracts;

/// <summary>What a learner publishes to the topic: <c>{"courseId": …, "comment": …}</c>.</summary>
/// <param name="CourseId">See <see cref="CourseIds"/>; on the wire a number or text.</param>
/// <param name="Comment">See <see cref="CommentTexts"/>.</param>
/// <param name="TraceParent">
/// Where the publisher's trace stands (W3C Trace Context), for want of headers on a topic: telemetry, and never trusted for more.
/// </param>
public sealed record CommentMessage(
    [property: JsonPropertyName("courseId"), JsonConverter(typeof(CourseIdConverter))] string? CourseId,
    [property: JsonPropertyName("comment")] string? Comment,
    [property: JsonPropertyName("traceparent"), JsonConverter(typeof(TraceParentConverter)),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceParent = null);
