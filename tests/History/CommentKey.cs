namespace CourseComments.History;

/// <summary>What makes a comment itself. No two are published with the same.</summary>
/// <param name="TokenId">The publisher's, as Momento says it; the listed comment's <c>userID</c>.</param>
/// <param name="CourseId">The course.</param>
/// <param name="Text">The text, as it is listed.</param>
public sealed record CommentKey(string TokenId, string CourseId, string Text)
{
    public override string ToString() => $"\"{Text}\" by {TokenId} in {CourseId}";
}
