using System.ComponentModel.DataAnnotations;

namespace CourseComments.TokenService.Tokens;

/// <summary>What a learner's disposable token is good for, and how fast tokens are minted.</summary>
internal sealed class TokenOptions
{
    public const string SectionName = "Tokens";

    /// <summary>The one cache that a token reaches.</summary>
    [Required(ErrorMessage = "is missing.")]
    public string CacheName { get; set; } = "course-comments";

    /// <summary>The one topic that a token publishes to.</summary>
    [Required(ErrorMessage = "is missing.")]
    public string TopicName { get; set; } = "comment";

    /// <summary>How long a token lives: 1 minute to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00", ErrorMessage = "must be between 1 minute and 1 hour.")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The share of its life after which a token is replaced: 0.1 to 0.95.</summary>
    [Range(0.1, 0.95, ErrorMessage = "must be between 0.1 and 0.95.")]
    public double RefreshAfter { get; set; } = 0.8;

    /// <summary>How many tokens are minted at once, and then in a second. Momento allows an account 5; with N replicas, give each its share.</summary>
    [Range(1, 1000, ErrorMessage = "must be between 1 and 1000.")]
    public int MintsPerSecond { get; set; } = 5;
}
