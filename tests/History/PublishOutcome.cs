namespace CourseComments.History;

/// <summary>What a publisher knows after it published.</summary>
public enum PublishOutcome
{
    /// <summary>The topic took it.</summary>
    Accepted,

    /// <summary>The topic did not take it, and said so.</summary>
    Refused,

    /// <summary>There was no answer: it may be taken, even later.</summary>
    Unknown,
}
