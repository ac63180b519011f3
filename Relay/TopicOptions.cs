using System.ComponentModel.DataAnnotations;

namespace CourseComments.Relay;

/// <summary>The topic that comments are published to.</summary>
internal sealed class TopicOptions
{
    /// <summary>The same section as the receiver's, which has more in it.</summary>
    public const string SectionName = "Comments";

    [Required(ErrorMessage = "is missing.")]
    public string CacheName { get; set; } = "course-comments";

    [Required(ErrorMessage = "is missing.")]
    public string TopicName { get; set; } = "comment";
}
