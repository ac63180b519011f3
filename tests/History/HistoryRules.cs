namespace CourseComments.History;

/// <summary>What is promised.</summary>
public static class HistoryRules
{
    /// <summary>What was acknowledged before a read of all pages began is in it.</summary>
    public const string AcknowledgedIsListed = "acknowledged-is-listed";

    /// <summary>No comment is twice on a page, nor, in the end, in a course.</summary>
    public const string ListedOnce = "listed-once";

    /// <summary>What is listed was published before, by the one who is listed, to the course where it is listed.</summary>
    public const string ListedWasPublished = "listed-was-published";

    /// <summary>Comments of one publisher are read in the order of their publishing.</summary>
    public const string Order = "order";

    /// <summary>With a relay: what the topic accepted is listed in the end.</summary>
    public const string PublishedIsListed = "published-is-listed";

    /// <summary>Every course that was published to is read to its last page in the end; else nothing else would mean anything.</summary>
    public const string ReadInTheEnd = "read-in-the-end";
}
