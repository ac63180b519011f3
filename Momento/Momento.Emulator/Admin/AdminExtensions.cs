using Momento.Emulator.Auth;
using Momento.Emulator.Configuration;
using Momento.Emulator.HttpApi;

namespace Momento.Emulator.Admin;

/// <summary>
/// Routes that Momento has not. They are there only when they are switched on, need a super user's key even where calls
/// need none, and are never open to pages of another origin. Coming from loopback is worth nothing: proxies, forwarded
/// ports and pages in a browser on this machine come from there too.
/// </summary>
internal static class AdminExtensions
{
    /// <summary>With a clock that can be moved in place of the one that was there.</summary>
    public static IServiceCollection AddAdmin(this IServiceCollection services, EmulatorOptions options)
    {
        if (options.Admin)
        {
            var clock = services.Last(service => service.ServiceType == typeof(TimeProvider)).ImplementationInstance as TimeProvider;
            var time = new MovableTime(clock ?? TimeProvider.System);
            services.AddSingleton(time).AddSingleton<TimeProvider>(time).AddSingleton<EmulatorState>();
            services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AdminJsonContext.Default));
        }

        return services;
    }

    public static void MapAdmin(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<EmulatorOptions>().Admin)
        {
            return;
        }

        var admin = app.MapGroup("/admin");
        admin.AddEndpointFilter(HttpApiErrors.TranslateAsync);
        admin.AddEndpointFilter(RequireSuperUserAsync);
        admin.MapDeliveries();
        admin.MapClock();
        admin.MapState();
    }

    private static ValueTask<object?> RequireSuperUserAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var key = context.HttpContext.Request.Headers.Authorization.ToString();
        if (key.Length == 0)
        {
            throw MomentoErrors.Unauthenticated();
        }

        var caller = context.HttpContext.RequestServices.GetRequiredService<CredentialResolver>().Resolve(key);
        return caller.Has(Rights.Administer) ? next(context) : throw MomentoErrors.PermissionDenied();
    }
}
