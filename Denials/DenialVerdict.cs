namespace CourseComments.Denials;

/// <summary>What the deny list says about a token id.</summary>
public enum DenialVerdict
{
    /// <summary>The list is not known, or too old to go by: refuse, as it may be on it.</summary>
    Unknown,

    /// <summary>Not on the list.</summary>
    Allowed,

    /// <summary>On the list.</summary>
    Denied,
}
