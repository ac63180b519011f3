using CourseComments.ServiceDefaults.Authentication;
using CourseComments.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Options;

namespace CourseComments.Gateway.Limits;

/// <summary>How often, by whom and for how long a route may be used.</summary>
internal static class LimitExtensions
{
    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<RateLimitOptions>(RateLimitOptions.SectionName);
        builder.Services.AddSingleton<IValidateOptions<RateLimitOptions>, EveryRouteIsLimited>();
        builder.Services.AddSingleton<RateLimits>();
        builder.Services.AddSingleton<LimitMetrics>();
        builder.Services.AddRateLimiter(limiter =>
        {
            foreach (var policy in RateLimitOptions.Policies)
            {
                limiter.AddPolicy(policy, context => Limits(context).ByUser(policy, context));
            }

            limiter.OnRejected = (rejected, _) =>
                new ValueTask(Limits(rejected.HttpContext).RefuseAsync(rejected.HttpContext, rejected.Lease, "user"));
        });
        builder.Services.AddRequestTimeouts();
        builder.Services.AddUserIdentification();
    }

    /// <summary>By address first, so that a flood of invalid tokens is not a flood of signature checks; then by user.</summary>
    public static void UseLimits(this WebApplication app)
    {
        app.UseRequestTimeouts();
        app.UseTimeoutStatus();
        app.UseMiddleware<AddressLimitMiddleware>();
        app.UseUserLimits();
    }

    /// <summary>To YARP a request whose time is up is one that its client gave up, which it answers with 400.</summary>
    private static void UseTimeoutStatus(this WebApplication app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (!context.Response.HasStarted
            && context.GetForwarderErrorFeature() is not null
            && context.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true)
        {
            context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
        }
    });

    /// <summary>
    /// Who brings no bearer token, and what has no limits of users, passes by: nobody would be found. Authorization is here only
    /// so that the framework does not put it before everything; a route that names a policy, as none does, would fail.
    /// </summary>
    private static void UseUserLimits(this WebApplication app)
    {
        var (limits, beyond) = (app.Services.GetRequiredService<RateLimits>(), default(RequestDelegate));
        app.Use(next => context => limits.NeedsUser(context) ? next(context) : beyond!(context));
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.Use(next => beyond = next);
    }

    /// <summary>
    /// Validates bearer tokens only to tell users apart, and only where users have a limit. Whoever has no valid token is
    /// nobody here and goes on to the service, which alone decides who may do what.
    /// </summary>
    private static void AddUserIdentification(this IServiceCollection services)
    {
        services.AddBearerAuthentication();
        services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, bearer => bearer.Events.OnAuthenticationFailed = context =>
        {
            context.NoResult();
            return Task.CompletedTask;
        });
    }

    private static RateLimits Limits(HttpContext context) => context.RequestServices.GetRequiredService<RateLimits>();
}
