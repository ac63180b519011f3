using CourseComments.ServiceDefaults.Configuration;
using CourseComments.ServiceDefaults.Errors;
using CourseComments.ServiceDefaults.Health;
using CourseComments.ServiceDefaults.Keys;
using CourseComments.ServiceDefaults.Shutdown;
using CourseComments.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CourseComments.ServiceDefaults;

/// <summary>What every service of the system has in common.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Telemetry, health, service discovery, resilient HTTP clients, problem details and a clock.</summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddSecretFiles();
        // A slim builder leaves it out.
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        builder.Services.AddShutdown();
        builder.AddTelemetry();
        builder.Services.AddLiveness();
        builder.Services.AddProblems();
        builder.Services.KeepKeysInMemory();
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler();
            http.AddServiceDiscovery();
        });
        builder.Services.TryAddSingleton(TimeProvider.System);
        // In Development, too, a bad request is an answer and not an exception.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        return builder;
    }

    /// <summary>
    /// Turns exceptions and bare status codes into problem details, and maps the health endpoints; begins to look whether the
    /// configuration is valid and what the service needs is there.
    /// </summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Services.GetRequiredService<HeadStart>().Begin();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapHealth();
        return app;
    }
}
