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
