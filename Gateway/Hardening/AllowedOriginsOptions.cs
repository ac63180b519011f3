using System.ComponentModel.DataAnnotations;

namespace CourseComments.Gateway.Hardening;

/// <summary>Which web pages may call the gateway from a browser. None by default.</summary>
internal sealed class AllowedOriginsOptions : IValidatableObject
{
    public const string SectionName = "Cors";

    /// <summary>
    /// Origins as browsers send them: scheme, host and port, no path. No wildcard. An entry may hold several, with commas
    /// or spaces between.
    /// </summary>
    public string[] AllowedOrigins { get; set; } = [];

    /// <summary>Every single origin.</summary>
    public IEnumerable<string> Origins => Listed.ValuesOf(AllowedOrigins);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Origins
        .Where(origin => !Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || !string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase))
        .Select(origin => new ValidationResult($"'{origin}' is not an origin: scheme and host, no path.", [nameof(AllowedOrigins)]));
}
