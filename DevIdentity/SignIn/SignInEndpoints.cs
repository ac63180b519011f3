using CourseComments.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CourseComments.DevIdentity.SignIn;

internal static class SignInEndpoints
{
    private const int MaxUserLength = 255;
    private const int MaxNameLength = 100;

    public static void MapSignIn(this IEndpointRouteBuilder app) => app.MapPost("/dev/sign-in", SignIn);

    private static Results<Ok<SignInResponse>, ProblemHttpResult> SignIn(
        SignInRequest request, AccessTokenIssuer issuer, HttpResponse response)
    {
        if (string.IsNullOrWhiteSpace(request.User) || request.User.Length > MaxUserLength)
        {
            return Problems.InvalidRequest("user", $"must be 1 to {MaxUserLength} characters.");
        }

        var name = string.IsNullOrWhiteSpace(request.Name) ? request.User : request.Name.Trim();
        if (name.Length > MaxNameLength)
        {
            return Problems.InvalidRequest("name", $"must be at most {MaxNameLength} characters.");
        }

        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(issuer.Issue(request.User, name));
    }
}
