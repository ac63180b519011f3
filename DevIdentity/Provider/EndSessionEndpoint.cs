using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace CourseComments.DevIdentity.Provider;

/// <summary>
/// Signs out (OpenID Connect RP-Initiated Logout 1.0). There is no session to end; what ends is what the client still
/// holds of the sign-in that its identity token is from: no refresh token of it is good for anything any more.
/// </summary>
internal static class EndSessionEndpoint
{
    public static async Task<IResult> HandleAsync(HttpContext context, IOpenIddictAuthorizationManager authorizations)
    {
        var hint = await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        if (hint.Principal?.GetAuthorizationId() is { } id && await authorizations.FindByIdAsync(id) is { } authorization)
        {
            await authorizations.TryRevokeAsync(authorization);
        }

        // Goes to the post-logout URI, if the request has one that the client is registered with.
        return TypedResults.SignOut(
            new AuthenticationProperties { RedirectUri = ProviderPaths.SignedOut },
            [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }
}
