using System.ComponentModel.DataAnnotations;

namespace CourseComments.WebhookService.Storing;

/// <summary>How deliveries of the same event stay out of each other's way.</summary>
internal sealed class StoringOptions
{
    public const string SectionName = "Storing";

    /// <summary>How long the marks of an event stay: Momento's longest.</summary>
    public static readonly TimeSpan MarksLive = TimeSpan.FromHours(24);

    /// <summary>
    /// For how long nothing is tried after most of the last calls have failed. Short, as Momento posts a webhook only once: what
    /// comes in this time is not stored.
    /// </summary>
    public static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a delivery has before another may take over: 1 second to 5 minutes. Two calls to Momento, each up to its
    /// deadline, should fit into half of it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = "must be between 1 second and 5 minutes.")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many comments are being stored at the same time at most: 1 to 10,000. Each has up to 32 KiB in memory.</summary>
    [Range(1, 10_000, ErrorMessage = "must be between 1 and 10000.")]
    public int MaxConcurrency { get; set; } = 1000;
}
