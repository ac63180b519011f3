using System.ComponentModel.DataAnnotations;

namespace CourseComments.WebhookService.Comments;

/// <summary>Where comments are kept, how many and how long.</summary>
internal sealed class CommentOptions
{
    public const string SectionName = "Comments";

    /// <summary>The cache that holds the lists.</summary>
    [Required(ErrorMessage = "is missing.")]
    public string CacheName { get; set; } = "course-comments";

    /// <summary>The topic that comments are published to.</summary>
    [Required(ErrorMessage = "is missing.")]
    public string TopicName { get; set; } = "comment";

    /// <summary>How many of a course's newest comments stay: 1 to 100,000.</summary>
    [Range(1, 100_000, ErrorMessage = "must be between 1 and 100000.")]
    public int MaxPerCourse { get; set; } = 1000;

    /// <summary>How long a course's list lives after its last comment: 1 second to 24 hours, Momento's longest.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "must be between 1 second and 24 hours.")]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a learner's display name is remembered in this process: 0 to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "must be between 0 and 1 hour.")]
    public TimeSpan ProfileCacheDuration { get; set; } = TimeSpan.FromSeconds(30);
}
