using System.ComponentModel.DataAnnotations;

namespace CourseComments.ServiceDefaults.Configuration;

/// <summary>Where secrets are mounted.</summary>
internal sealed class SecretOptions : IValidatableObject
{
    public const string SectionName = "Secrets";

    /// <summary>A folder with one file for each key; none when empty.</summary>
    public string? Directory { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Directory) && !System.IO.Directory.Exists(Directory))
        {
            yield return new ValidationResult("is no folder.", [nameof(Directory)]);
        }
    }
}
