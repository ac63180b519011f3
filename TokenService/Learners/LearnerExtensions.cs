using System.Security.Claims;
using CourseComments.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace CourseComments.TokenService.Learners;

internal static class LearnerExtensions
{
    /// <summary>Who may get a token and publish.</summary>
    public const string CommenterPolicy = "Commenter";

    private static readonly string[] ScopeClaims = ["scope", "scp"];

    /// <summary>Registers the policy <see cref="CommenterPolicy"/>, which follows <see cref="LearnerOptions"/>.</summary>
    public static void AddLearners(this IServiceCollection services)
    {
        services.AddValidatedOptions<LearnerOptions>(LearnerOptions.SectionName);
        services.AddOptions<AuthorizationOptions>().Configure<IOptions<LearnerOptions>>((authorization, learners) =>
            authorization.AddPolicy(CommenterPolicy, policy => policy
                .RequireAuthenticatedUser()
                .RequireAssertion(context => MayComment(context.User, learners.Value))));
    }

    private static bool MayComment(ClaimsPrincipal user, LearnerOptions options) =>
        HasRole(user, options) && HasScopes(user, options.RequiredScopes);

    private static bool HasRole(ClaimsPrincipal user, LearnerOptions options) =>
        options.RequiredRoles.Length == 0
        || user.FindAll(options.RoleClaim).Any(role => options.RequiredRoles.Contains(role.Value, StringComparer.Ordinal));

    private static bool HasScopes(ClaimsPrincipal user, string[] required)
    {
        var granted = ScopeClaims
            .SelectMany(user.FindAll)
            .SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToHashSet(StringComparer.Ordinal);
        return required.All(granted.Contains);
    }
}
