namespace CourseComments.Gateway.Limits;

/// <summary>The first of the two limits: cheap enough to be asked before anything else is paid for.</summary>
internal sealed class AddressLimitMiddleware(RequestDelegate next, RateLimits limits)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (RateLimits.PolicyOf(context) is { } policy)
        {
            using var lease = limits.ByAddress(policy, context);
            if (!lease.IsAcquired)
            {
                return limits.RefuseAsync(context, lease, "address");
            }
        }

        return next(context);
    }
}
