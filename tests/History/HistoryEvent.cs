using System.Text.Json.Serialization;

namespace CourseComments.History;

/// <summary>One thing that was seen from outside. Of two events the earlier stands before the later in the history.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Began), "began")]
[JsonDerivedType(typeof(PublishBegan), "publishing")]
[JsonDerivedType(typeof(PublishEnded), "published")]
[JsonDerivedType(typeof(Acknowledged), "acknowledged")]
[JsonDerivedType(typeof(ReadBegan), "reading")]
[JsonDerivedType(typeof(PageRead), "page")]
[JsonDerivedType(typeof(ReadEnded), "read")]
[JsonDerivedType(typeof(Disturbed), "disturbed")]
public abstract record HistoryEvent
{
    private HistoryEvent()
    {
    }

    /// <summary>Seconds since the history began; for people, the checker goes by the order alone.</summary>
    [JsonPropertyOrder(-1)]
    public double At { get; init; }

    /// <summary>The first event.</summary>
    public sealed record Began(RunMode Mode, int Seed) : HistoryEvent;

    /// <summary>Somebody publishes. Nobody but the checker knows the number.</summary>
    public sealed record PublishBegan(int Number, CommentKey Comment) : HistoryEvent;

    public sealed record PublishEnded(int Number, PublishOutcome Outcome) : HistoryEvent;

    /// <summary>The service answered a delivery of this comment with a 2xx.</summary>
    public sealed record Acknowledged(CommentKey Comment) : HistoryEvent;

    /// <summary>Somebody begins to read a course's pages.</summary>
    /// <param name="Number">Tells reads apart that run at the same time.</param>
    /// <param name="CourseId">The course.</param>
    /// <param name="IsFinal">Whether all that was under way has come to its end.</param>
    public sealed record ReadBegan(int Number, string CourseId, bool IsFinal) : HistoryEvent;

    /// <summary>The next page, newest first.</summary>
    public sealed record PageRead(int Number, IReadOnlyList<ListedComment> Comments) : HistoryEvent;

    /// <summary>Nothing more is read.</summary>
    /// <param name="Number">Of the read.</param>
    /// <param name="IsComplete">Whether the last page was reached.</param>
    public sealed record ReadEnded(int Number, bool IsComplete) : HistoryEvent;

    /// <summary>What was done to the system; for people.</summary>
    public sealed record Disturbed(string What) : HistoryEvent;
}
