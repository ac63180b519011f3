using System.Security.Claims;
using CourseComments.TokenService.Tokens;

namespace CourseComments.TokenService.Learners;

/// <summary>The authenticated learner. Nothing in it comes from the request's body.</summary>
/// <param name="TokenId">The learner's id as Momento carries it; see <see cref="TokenIds"/>.</param>
/// <param name="DisplayName">The name that readers see; null when the identity provider gives none.</param>
internal sealed record Caller(string TokenId, string? DisplayName)
{
    private const int MaxNameLength = 100;

    /// <returns>Null when the token names no subject.</returns>
    public static Caller? From(ClaimsPrincipal user, LearnerOptions options)
    {
        var subject = user.FindFirstValue(options.IdClaim);
        return string.IsNullOrEmpty(subject)
            ? null
            : new Caller(TokenIds.FromSubject(subject), Displayable(user.FindFirstValue(options.NameClaim)));
    }

    private static string? Displayable(string? name)
    {
        var text = string.Concat((name ?? "").Where(character => !char.IsControl(character))).Trim();
        if (text.Length > MaxNameLength)
        {
            // Never cut a surrogate pair in two.
            text = text[..(char.IsHighSurrogate(text[MaxNameLength - 1]) ? MaxNameLength - 1 : MaxNameLength)];
        }

        return text.Length == 0 ? null : text;
    }
}
