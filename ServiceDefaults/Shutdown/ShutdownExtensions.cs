using CourseComments.ServiceDefaults.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CourseComments.ServiceDefaults.Shutdown;

internal static class ShutdownExtensions
{
    /// <summary>
    /// For <see cref="ShutdownOptions.Delay"/> and for what then is in flight: 20 seconds at least, which is longer than the gateway
    /// lets any request take. Shorter than the 30 after which platforms kill.
    /// </summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(25);

    /// <summary>Ends the service so that no request is refused or cut off.</summary>
    public static void AddShutdown(this IServiceCollection services)
    {
        services.AddValidatedOptions<ShutdownOptions>(ShutdownOptions.SectionName);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = Timeout);
        services.AddSingleton<LameDuck>();
        services.AddHostedService(provider => provider.GetRequiredService<LameDuck>());
        services.AddHealthChecks().AddCheck<LameDuck>("shutdown");
    }
}
