using System.ComponentModel.DataAnnotations;

namespace CourseComments.TokenService.Administration;

/// <summary>Who administrates.</summary>
internal sealed class AdministrationOptions
{
    public const string SectionName = "Administration";

    /// <summary>The role, in the claim <c>Learners:RoleClaim</c>, of those who may deny.</summary>
    [Required(ErrorMessage = "is missing.")]
    public string RequiredRole { get; set; } = "comments-admin";
}
