namespace CourseComments.WebhookService.Storing;

/// <summary>What a course's list holds of one comment.</summary>
/// <param name="Attempts">The comment's elements, as they stand, with the attempts that wrote them.</param>
/// <param name="IsFull">Whether the next push drops the oldest element.</param>
/// <param name="Oldest">When the oldest comment was made; null when the list says nothing of it.</param>
internal sealed record ListState(IReadOnlyList<(int Attempt, byte[] Element)> Attempts, bool IsFull, CommentPlace? Oldest);
