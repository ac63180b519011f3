using System.ComponentModel.DataAnnotations;

namespace CourseComments.Relay;

/// <summary>What the relay signs with.</summary>
internal sealed class SigningOptions
{
    /// <summary>The same section as the receiver's, which has more in it.</summary>
    public const string SectionName = "Webhooks";

    /// <summary>One of the secrets that the receiver takes; read anew for each event.</summary>
    [Required(ErrorMessage = "is missing.")]
    [MinLength(24, ErrorMessage = "must have at least 24 characters.")]
    public string? SigningSecret { get; set; }
}
