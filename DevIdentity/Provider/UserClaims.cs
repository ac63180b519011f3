using System.Security.Claims;
using CourseComments.DevIdentity.Users;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace CourseComments.DevIdentity.Provider;

/// <summary>What tokens and the userinfo endpoint say of a user.</summary>
internal static class UserClaims
{
    public const string Roles = "roles";

    private const string AuthenticationType = "DevIdentity";

    /// <summary>
    /// The principal that tokens are made of. The services read name and roles from the access token whatever the
    /// scope; the identity token has them with the scope <c>profile</c>.
    /// </summary>
    public static ClaimsPrincipal PrincipalOf(User user, IEnumerable<string> scopes, string audience)
    {
        var identity = new ClaimsIdentity(AuthenticationType, Claims.Name, Roles);
        identity
            .SetClaim(Claims.Subject, user.Id)
            .SetClaim(Claims.Name, user.Name)
            .SetClaims(Roles, [.. user.Roles])
            .SetScopes(scopes)
            .SetResources(audience)
            .SetDestinations(claim => claim.Type is Claims.Subject || identity.HasScope(Scopes.Profile)
                ? [Destinations.AccessToken, Destinations.IdentityToken]
                : [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }

    /// <summary>Adds what OpenIddict leaves out to the userinfo response.</summary>
    public static ValueTask Tell(HandleUserInfoRequestContext context)
    {
        if (context.AccessTokenPrincipal.HasScope(Scopes.Profile))
        {
            context.Claims[Claims.Name] = context.AccessTokenPrincipal.GetClaim(Claims.Name);
            context.Claims[Roles] = new OpenIddictParameter([.. context.AccessTokenPrincipal.GetClaims(Roles)]);
        }

        return ValueTask.CompletedTask;
    }
}
