namespace CourseComments.History;

/// <summary>A comment as a reader got it.</summary>
/// <param name="UserId">Its author.</param>
/// <param name="Text">Its text.</param>
public sealed record ListedComment(string UserId, string Text);
