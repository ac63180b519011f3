using System.ComponentModel.DataAnnotations;

namespace CourseComments.WebhookService.Webhooks;

/// <summary>How Momento's webhooks are told from forged and stale ones.</summary>
internal sealed class WebhookOptions
{
    public const string SectionName = "Webhooks";
    private const int MinSecretLength = 24;
    private const string TooShort = "must have at least 24 characters.";

    /// <summary>The webhook's signing secret as Momento shows it.</summary>
    [Required(ErrorMessage = "is missing.")]
    [MinLength(MinSecretLength, ErrorMessage = TooShort)]
    public string? SigningSecret { get; set; }

    /// <summary>The secret before, while it is being rotated. An empty one is none: some platforms pass every variable.</summary>
    [MinLength(MinSecretLength, ErrorMessage = TooShort)]
    public string? PreviousSigningSecret { get; set => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>The oldest event that is taken, by its <c>publish_timestamp</c>: 1 second to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = "must be between 1 second and 10 minutes.")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How far ahead of ours Momento's clock may be: 0 to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ErrorMessage = "must be between 0 and 1 minute.")]
    public TimeSpan MaxClockSkew { get; set; } = TimeSpan.FromSeconds(5);
}
