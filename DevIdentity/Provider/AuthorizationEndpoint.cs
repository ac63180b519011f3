using System.Collections.Immutable;
using CourseComments.DevIdentity.Pages;
using CourseComments.DevIdentity.Users;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace CourseComments.DevIdentity.Provider;

/// <summary>
/// Asks who signs in, every time: there is no session, so that changing users takes no signing out. OpenIddict has
/// validated the request before this sees it.
/// </summary>
internal static class AuthorizationEndpoint
{
    private const string AntiforgeryField = "__RequestVerificationToken";

    public static async Task<IResult> HandleAsync(
        HttpContext context, IAntiforgery antiforgery, UserDirectory users, IOptions<DevIdentityOptions> options)
    {
        var request = context.GetOpenIddictServerRequest()!;
        if (request.HasPromptValue(PromptValues.None))
        {
            return LoginRequired();
        }

        var user = (string?)request[SignInPage.UserField];
        if (!HttpMethods.IsPost(context.Request.Method) || user is null)
        {
            return Ask(context, request, users);
        }

        user = user.Trim();
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Ask(context, request, users, "This page was too old. Please choose again.");
        }

        return User.FaultOfId(user) is { } fault
            ? Ask(context, request, users, $"The user {fault}")
            : SignIn(users.Find(user), request, options.Value.Audience);
    }

    private static RazorComponentResult<SignInPage> Ask(
        HttpContext context, OpenIddictRequest request, UserDirectory users, string? fault = null) =>
        context.Response.Page<SignInPage>(
            new Dictionary<string, object?>
            {
                [nameof(SignInPage.Action)] = ProviderPaths.Authorize,
                [nameof(SignInPage.Client)] = request.ClientId,
                [nameof(SignInPage.Request)] = Repeat(request),
                [nameof(SignInPage.Users)] = users.Seeded,
                [nameof(SignInPage.Fault)] = fault,
            },
            SourceOf(new Uri(request.RedirectUri!)));

    private static List<KeyValuePair<string, string>> Repeat(OpenIddictRequest request) =>
        [.. from parameter in request.GetParameters()
            where parameter.Key is not (SignInPage.UserField or AntiforgeryField)
            from value in (ImmutableArray<string?>?)parameter.Value ?? []
            select KeyValuePair.Create(parameter.Key, value ?? "")];

    /// <summary>Browsers hold the redirect that follows a form to the policy of the form's page, too.</summary>
    private static string SourceOf(Uri redirectUri) => redirectUri.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4
        ? redirectUri.GetLeftPart(UriPartial.Authority)
        : $"{redirectUri.Scheme}:";

    private static SignInHttpResult SignIn(User user, OpenIddictRequest request, string audience) => TypedResults.SignIn(
        UserClaims.PrincipalOf(user, request.GetScopes(), audience),
        authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);

    private static ForbidHttpResult LoginRequired() => TypedResults.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.LoginRequired,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "Nobody is signed in here for longer than it takes.",
        }),
        [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
}
