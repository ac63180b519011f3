namespace CourseComments.Gateway.Hardening;

/// <summary>The gateway answers programs and renders nothing but what brings its own <see cref="ContentPolicy"/>: browsers are told so.</summary>
internal static class SecurityHeaders
{
    private const string RenderNothing = "default-src 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var response = (HttpResponse)state;
            var headers = response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy =
                response.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ContentPolicy>()?.Of(response.HttpContext) ?? RenderNothing;
            headers["Referrer-Policy"] = "no-referrer";
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    });
}
