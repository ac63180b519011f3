namespace CourseComments.Relay;

/// <summary>Where a relay starts that has no checkpoint.</summary>
internal enum StartFrom
{
    /// <summary>With the oldest message that the topic still holds.</summary>
    Kept,

    /// <summary>With what comes next: when Momento's webhooks have delivered what came before.</summary>
    Latest,
}
