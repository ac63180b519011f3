using Microsoft.AspNetCore.Http.Timeouts;

namespace CourseComments.Gateway.Limits;

/// <summary>Calls a request that was too slow by its name: to YARP, a body that stops coming is a bad request.</summary>
internal static class SlowRequests
{
    public static void UseSlowRequestStatus(this WebApplication app) => app.Use(async (context, next) =>
    {
        await next(context);
        var timeout = context.Features.Get<IHttpRequestTimeoutFeature>();
        if (context.Response is { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false }
            && timeout?.RequestTimeoutToken.IsCancellationRequested == true)
        {
            context.Response.StatusCode = StatusCodes.Status408RequestTimeout;
        }
    });
}
