using System.ComponentModel.DataAnnotations;

namespace CourseComments.TokenService.Learners;

/// <summary>How a bearer token says who a learner is, and who may comment.</summary>
internal sealed class LearnerOptions
{
    public const string SectionName = "Learners";

    /// <summary>The claim that identifies a learner. It must never be given to two people.</summary>
    [Required(ErrorMessage = "is missing.")]
    public string IdClaim { get; set; } = "sub";

    /// <summary>The claim with the name that readers see.</summary>
    [Required(ErrorMessage = "is missing.")]
    public string NameClaim { get; set; } = "name";

    /// <summary>The claim that lists roles.</summary>
    [Required(ErrorMessage = "is missing.")]
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Who comments has one of these roles; anybody when there are none.</summary>
    public string[] RequiredRoles { get; set; } = [];

    /// <summary>Who comments has all of these scopes (claim <c>scope</c> or <c>scp</c>, separated by spaces).</summary>
    public string[] RequiredScopes { get; set; } = [];
}
