using CourseComments.DevIdentity.Users;
using CourseComments.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CourseComments.DevIdentity.SignIn;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app) => app.MapPost("/dev/sign-in", SignIn);

    private static Results<Ok<SignInResponse>, ProblemHttpResult> SignIn(
        SignInRequest request, UserDirectory users, AccessTokenIssuer issuer, HttpResponse response)
    {
        if (User.FaultOfId(request.User) is { } userFault)
        {
            return Problems.InvalidRequest("user", userFault);
        }

        var user = users.Find(request.User!);
        if (!string.IsNullOrWhiteSpace(request.Name))
        {
            user = user with { Name = request.Name.Trim() };
        }

        if (User.FaultOfName(user.Name) is { } nameFault)
        {
            return Problems.InvalidRequest("name", nameFault);
        }

        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(issuer.Issue(user));
    }
}
