using System.ComponentModel.DataAnnotations;
using CourseComments.DevIdentity.Clients;
using CourseComments.DevIdentity.Keys;
using CourseComments.DevIdentity.Users;

namespace CourseComments.DevIdentity;

/// <summary>The local identity provider.</summary>
internal sealed class DevIdentityOptions : IValidatableObject
{
    public const string SectionName = "DevIdentity";

    /// <summary>The URL by which the services and browsers reach this provider; <c>iss</c> of every token.</summary>
    [Required(ErrorMessage = "is missing.")]
    public Uri? Issuer { get; set; }

    /// <summary><c>aud</c> of every access token.</summary>
    [Required(ErrorMessage = "is missing.")]
    public string Audience { get; set; } = "course-comments";

    /// <summary>How long an access token is good for: 1 minute to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00", ErrorMessage = "must be between 1 minute and 1 day.")]
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The file that keeps the provider's keys from one start to the next; without a path they are forgotten.</summary>
    public string KeyPath { get; set; } = KeyFile.DefaultPath;

    /// <summary>Whom the sign-in page offers. Anybody else may sign in, too.</summary>
    public UserOptions[] Users { get; set; } = [];

    /// <summary>The programs that may ask users to sign in.</summary>
    public ClientOptions[] Clients { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Issuer is { IsAbsoluteUri: false })
        {
            yield return new ValidationResult("must be an absolute URL.", [nameof(Issuer)]);
        }
    }

    /// <summary>The issuer without a trailing slash, as it stands in tokens and in the discovery document.</summary>
    public string IssuerText => Issuer!.AbsoluteUri.TrimEnd('/');
}
