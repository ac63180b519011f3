namespace CourseComments.History;

/// <summary>A publish, from its beginning to its end.</summary>
internal sealed class PublishRecord(CommentKey comment, int began)
{
    public CommentKey Comment { get; } = comment;

    public int Began { get; } = began;

    public int? Ended { get; set; }

    public PublishOutcome Outcome { get; set; } = PublishOutcome.Unknown;

    /// <summary>When it was in the topic at the latest; null when nobody knows that it ever was.</summary>
    public int? Accepted => Outcome == PublishOutcome.Accepted ? Ended : null;
}
