using CourseComments.Denials;
using CourseComments.ServiceDefaults.Configuration;
using CourseComments.ServiceDefaults.Errors;
using CourseComments.TokenService.Learners;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Momento.Client;

namespace CourseComments.TokenService.Tokens;

internal static class TokenEndpoints
{
    public static void AddTokens(this IServiceCollection services)
    {
        services.AddValidatedOptions<TokenOptions>(TokenOptions.SectionName);
        services.AddDenyList(provider => provider.GetRequiredService<IOptions<TokenOptions>>().Value.CacheName);
        services.AddSingleton<MintSchedule>();
        services.AddSingleton<TokenMinter>();
        services.AddSingleton<TokenIssuer>();
        services.AddSingleton<TokenMetrics>();
    }

    public static void MapTokens(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/tokens", Issue).RequireAuthorization(LearnerExtensions.CommenterPolicy).WithTokenDocumentation();

    /// <summary>Takes no body: whatever a request says, the token is for the caller, with the scope and life that we chose.</summary>
    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> Issue(
        HttpContext context,
        TokenIssuer issuer,
        [FromServices] MomentoConnection connection,
        IOptions<TokenOptions> options,
        IOptions<LearnerOptions> learners,
        TimeProvider time)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (Caller.From(context.User, learners.Value) is not { } caller)
        {
            return NoSubject();
        }

        return await issuer.GetAsync(caller, context.RequestAborted) switch
        {
            TokenResult.Issued { Token: var token } => TypedResults.Ok(new TokenResponse(
                token.Value, connection.Endpoint, options.Value.CacheName, options.Value.TopicName, token.TokenId,
                token.ExpiresAt, token.RefreshAt, time.GetUtcNow())),
            TokenResult.RetryLater { After: var after } => Problems.TooManyRequests(context.Response, after),
            TokenResult.Denied => Problems.Denied(),
            _ => Problems.MomentoUnavailable(),
        };
    }

    internal static ProblemHttpResult NoSubject() => Problems.Of(
        StatusCodes.Status403Forbidden, ProblemTypes.Forbidden, "The bearer token names no subject.");
}
