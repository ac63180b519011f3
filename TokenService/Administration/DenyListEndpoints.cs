using CourseComments.Denials;
using CourseComments.ServiceDefaults.Configuration;
using CourseComments.ServiceDefaults.Errors;
using CourseComments.TokenService.Learners;
using CourseComments.TokenService.Tokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CourseComments.TokenService.Administration;

internal static class DenyListEndpoints
{
    private const string AdministratorPolicy = "Administrator";

    public static void AddAdministration(this IServiceCollection services)
    {
        services.AddValidatedOptions<AdministrationOptions>(AdministrationOptions.SectionName);
        services.AddDenyListEditing();
        services.AddSingleton<DenyListAudit>();
        services.AddSingleton<AdministratorFilter>();
        services.AddSingleton<IAuthorizationHandler, AdministratorHandler>();
        services.Configure<AuthorizationOptions>(authorization => authorization.AddPolicy(
            AdministratorPolicy, policy => policy.RequireAuthenticatedUser().AddRequirements(new AdministratorRequirement())));
    }

    public static void MapAdministration(this IEndpointRouteBuilder app)
    {
        var denied = app.MapGroup("/api/admin/denied")
            .RequireAuthorization(AdministratorPolicy)
            .AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<AdministratorFilter>().InvokeAsync(context, next));
        denied.MapGet("", List).WithListDocumentation();
        denied.MapPut("{tokenId}", Deny).WithDenyDocumentation();
        denied.MapDelete("{tokenId}", Allow).WithAllowDocumentation();
    }

    private static async Task<Results<Ok<DeniedResponse>, ProblemHttpResult>> List(DenyListEditor editor) =>
        await editor.ListAsync() is { } ids
            ? TypedResults.Ok(new DeniedResponse([.. ids.Order(StringComparer.Ordinal)]))
            : Problems.MomentoUnavailable();

    private static async Task<Results<NoContent, ProblemHttpResult>> Deny(
        string tokenId, HttpContext context, DenyListEditor editor, DenyListAudit audit)
    {
        var admin = context.Features.GetRequiredFeature<Caller>().TokenId;
        if (FindFault(tokenId, admin) is { } fault)
        {
            return Problems.InvalidRequest("tokenId", fault);
        }

        var isTaken = await editor.AddAsync(tokenId);
        audit.Changed("deny", admin, tokenId, isTaken);
        return isTaken ? TypedResults.NoContent() : Problems.MomentoUnavailable();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Allow(
        string tokenId, HttpContext context, DenyListEditor editor, DenyListAudit audit)
    {
        if (TokenIds.FindFault(tokenId) is { } fault)
        {
            return Problems.InvalidRequest("tokenId", fault);
        }

        var isTaken = await editor.RemoveAsync(tokenId);
        audit.Changed("allow", context.Features.GetRequiredFeature<Caller>().TokenId, tokenId, isTaken);
        return isTaken ? TypedResults.NoContent() : Problems.MomentoUnavailable();
    }

    private static string? FindFault(string tokenId, string admin) =>
        tokenId == admin ? "is your own: you could not undo it." : TokenIds.FindFault(tokenId);
}
