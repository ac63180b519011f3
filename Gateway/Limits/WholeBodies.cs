using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.WebUtilities;
using Yarp.ReverseProxy.Transforms;

namespace CourseComments.Gateway.Limits;

/// <summary>
/// Forwards a request only once its body, of 32 KiB at most, is here: who sends slowly holds a connection to the gateway,
/// and none to a service. The bytes stay what they are.
/// </summary>
internal static class WholeBodies
{
    /// <summary>More than any route takes, so nothing goes to a file.</summary>
    private const int InMemory = 64 * 1024;

    /// <summary>A transform, because these come after YARP has set the route's size limit. One that sets a status ends the request.</summary>
    public static IReverseProxyBuilder WithWholeBodies(this IReverseProxyBuilder proxy) => proxy.AddTransforms(transforms =>
        transforms.AddRequestTransform(async transform =>
        {
            var context = transform.HttpContext;
            if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false
                && await FailureToReadAsync(context) is { } status)
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Connection = "close";
            }
        }));

    private static async Task<int?> FailureToReadAsync(HttpContext context)
    {
        try
        {
            context.Request.EnableBuffering(InMemory);
            await context.Request.Body.DrainAsync(context.RequestAborted);
            context.Request.Body.Position = 0;
            return null;
        }
        catch (BadHttpRequestException exception)
        {
            return exception.StatusCode;
        }
        catch (OperationCanceledException) when (IsTimeUp(context))
        {
            return StatusCodes.Status408RequestTimeout;
        }
    }

    private static bool IsTimeUp(HttpContext context) =>
        context.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true;
}
