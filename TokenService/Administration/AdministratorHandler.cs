using CourseComments.TokenService.Learners;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace CourseComments.TokenService.Administration;

/// <summary>Tells administrators by their role, and puts on record who tried without.</summary>
internal sealed class AdministratorHandler(
    IOptions<AdministrationOptions> options, IOptions<LearnerOptions> learners, DenyListAudit audit)
    : AuthorizationHandler<AdministratorRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AdministratorRequirement requirement)
    {
        if (context.User.HasClaim(learners.Value.RoleClaim, options.Value.RequiredRole))
        {
            context.Succeed(requirement);
        }
        else if (context.User.Identity is { IsAuthenticated: true } && context.Resource is HttpContext request)
        {
            audit.Refused(request, "not an administrator");
        }

        return Task.CompletedTask;
    }
}
