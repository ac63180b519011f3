using CourseComments.ServiceDefaults.OpenApi;
using CourseComments.TokenService.OpenApi;
using Microsoft.OpenApi;

namespace CourseComments.TokenService.Administration;

internal static class DenyListDocumentation
{
    private static readonly DocumentedProblem NoAdministrator =
        DocumentedProblems.Forbidden("The caller lacks the role `Administration:RequiredRole`. This is put on record.");

    private static readonly DocumentedParameter TokenId = new(
        ParameterLocation.Path, "tokenId", "The learner, as comments name them: `userID`.",
        () => new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 64 },
        IsRequired: true, Example: "taylor");

    public static RouteHandlerBuilder WithListDocumentation(this RouteHandlerBuilder endpoint) => endpoint
        .WithOperation(
            "listDenied", OpenApiExtensions.AdministrationTag, "List who is denied", "The token ids that get no token and whose comments are not listed.")
        .WithAnswer(StatusCodes.Status200OK, "The denied token ids, sorted.", new DeniedResponse(["mallory"]), DocumentedHeader.NoStore)
        .WithProblems(NoAdministrator, DocumentedProblems.Denied, DocumentedProblems.MomentoUnavailable);

    public static RouteHandlerBuilder WithDenyDocumentation(this RouteHandlerBuilder endpoint) => endpoint
        .WithOperation(
            "deny", OpenApiExtensions.AdministrationTag, "Deny a learner",
            "From now on, and within a minute everywhere, this token id gets no token, and no comment of it is listed. Put on record.")
        .WithChangeDocumentation("Momento has it on the list.");

    public static RouteHandlerBuilder WithAllowDocumentation(this RouteHandlerBuilder endpoint) => endpoint
        .WithOperation(
            "allow", OpenApiExtensions.AdministrationTag, "Deny a learner no more", "Takes a token id off the list. Put on record.")
        .WithChangeDocumentation("Momento does not have it on the list.");

    private static RouteHandlerBuilder WithChangeDocumentation(this RouteHandlerBuilder endpoint, string answer) => endpoint
        .WithParameter(TokenId)
        .WithAnswer(StatusCodes.Status204NoContent, answer, DocumentedHeader.NoStore)
        .WithProblems(
            DocumentedProblems.InvalidRequest("tokenId", "is no token id."),
            NoAdministrator,
            DocumentedProblems.Denied,
            DocumentedProblems.MomentoUnavailable);
}
