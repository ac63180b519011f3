using System.ComponentModel.DataAnnotations;

namespace CourseComments.Denials;

/// <summary>Where the deny list is, and how old what is known of it may be.</summary>
internal sealed class DenialOptions : IValidatableObject
{
    public const string SectionName = "Denials";

    /// <summary>The set in the comments' cache that holds the denied token ids.</summary>
    [Required(ErrorMessage = "is missing.")]
    public string SetName { get; set; } = "denied";

    /// <summary>How often the list is read: 1 to 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:20", ErrorMessage = "must be between 1 and 20 seconds.")]
    public TimeSpan RefreshEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How old the list may be before nobody is let in: 5 to 50 seconds, counted from when it was asked for. What began
    /// before then takes a few seconds more, and the whole is to stay below a minute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:00:50", ErrorMessage = "must be between 5 and 50 seconds.")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromSeconds(45);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxAge <= RefreshEvery)
        {
            yield return new ValidationResult($"must be longer than {SectionName}:{nameof(RefreshEvery)}.", [nameof(MaxAge)]);
        }
    }
}
