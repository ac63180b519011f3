using System.ComponentModel.DataAnnotations;

namespace CourseComments.ServiceDefaults.Authentication;

/// <summary>
/// The part of ASP.NET Core's own section that a service cannot do without. Read beside the framework, which
/// binds the same section with many more keys, so that faults are listed together with all others.
/// </summary>
internal sealed class BearerOptions : IValidatableObject
{
    public const string SectionName = "Authentication:Schemes:Bearer";

    public string? Authority { get; set; }

    public string? ValidAudience { get; set; }

    public string[] ValidAudiences { get; set; } = [];

    /// <summary>
    /// Which <c>typ</c> a token may have, all when empty. The framework does not bind it. With <c>at+jwt</c> (RFC 9068, section 4) whatever else
    /// the provider signs for the same audience is no access token.
    /// </summary>
    public string[] ValidTypes { get; set; } = [];

    public bool RequireHttpsMetadata { get; set; } = true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var authority) || authority.Scheme is not ("http" or "https"))
        {
            yield return new ValidationResult(
                "the URL of the OpenID Connect provider is missing or not absolute.", [nameof(Authority)]);
        }
        else if (authority.Scheme != Uri.UriSchemeHttps && RequireHttpsMetadata)
        {
            yield return new ValidationResult(
                "must be https, or RequireHttpsMetadata false (in development only).", [nameof(Authority)]);
        }

        if (new[] { ValidAudience }.Concat(ValidAudiences).All(string.IsNullOrWhiteSpace))
        {
            yield return new ValidationResult("at least one audience is needed.", [nameof(ValidAudiences)]);
        }
    }
}
