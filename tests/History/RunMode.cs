namespace CourseComments.History;

/// <summary>How comments come from the topic to the service. It decides what is promised.</summary>
public enum RunMode
{
    /// <summary>The topic posts each once, in no order, or drops it.</summary>
    Webhooks,

    /// <summary>A relay brings each at least once, a course's in order.</summary>
    Relay,
}
