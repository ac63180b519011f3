using CourseComments.Denials;
using CourseComments.ServiceDefaults.Errors;
using CourseComments.TokenService.Learners;
using CourseComments.TokenService.Tokens;
using Microsoft.Extensions.Options;

namespace CourseComments.TokenService.Administration;

/// <summary>Lets no administrator through who has no id, or whose id is denied; leaves the id in the request's features.</summary>
internal sealed class AdministratorFilter(DenyList denials, IOptions<LearnerOptions> learners, DenyListAudit audit) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext;
        request.Response.Headers.CacheControl = "no-store";
        if (Caller.From(request.User, learners.Value) is not { } caller)
        {
            audit.Refused(request, "no subject");
            return TokenEndpoints.NoSubject();
        }

        switch (await denials.CheckAsync(caller.TokenId))
        {
            case DenialVerdict.Allowed:
                request.Features.Set(caller);
                return await next(context);
            case DenialVerdict.Denied:
                audit.Refused(request, "denied");
                return Problems.Denied();
            default:
                return Problems.MomentoUnavailable();
        }
    }
}
