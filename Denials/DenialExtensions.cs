using System.Diagnostics.Metrics;
using CourseComments.ServiceDefaults.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Momento.Sdk;

namespace CourseComments.Denials;

/// <summary>Registers the deny list.</summary>
public static class DenialExtensions
{
    /// <summary>Registers <see cref="DenyList"/>, what keeps it fresh, its health check and its metrics. Needs Momento's clients.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="cacheName">The comments' cache, as the service is configured.</param>
    public static void AddDenyList(this IServiceCollection services, Func<IServiceProvider, string> cacheName)
    {
        services.AddValidatedOptions<DenialOptions>(DenialOptions.SectionName);
        services.AddSingleton(provider => new DenyListStore(
            provider.GetRequiredService<ICacheClient>(),
            cacheName(provider),
            provider.GetRequiredService<IOptions<DenialOptions>>().Value.SetName,
            provider.GetRequiredService<ILogger<DenyListStore>>()));
        services.AddSingleton(provider =>
        {
            var list = new DenyList(
                provider.GetRequiredService<DenyListStore>(),
                provider.GetRequiredService<IOptions<DenialOptions>>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<DenyList>>());
            provider.GetRequiredService<IMeterFactory>().Observe(list);
            return list;
        });
        services.AddHostedService<DenyListRefresher>();
        services.AddHealthChecks().AddCheck<DenyListHealthCheck>("DenyList");
    }

    /// <summary>Registers <see cref="DenyListEditor"/>, and what keeps the list alive in Momento.</summary>
    /// <param name="services">The service collection, which has the deny list.</param>
    public static void AddDenyListEditing(this IServiceCollection services)
    {
        services.AddSingleton(provider => new DenyListEditor(provider.GetRequiredService<DenyList>()));
        services.AddHostedService<DenyListKeeper>();
    }
}
