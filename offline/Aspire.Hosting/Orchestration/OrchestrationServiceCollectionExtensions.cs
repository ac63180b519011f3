using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Orchestration;

internal static class OrchestrationServiceCollectionExtensions
{
    public static IServiceCollection AddOrchestration(this IServiceCollection services)
    {
        services.AddSingleton<ConsoleReporter>();
        services.AddSingleton<LoggerReporter>();
        services.AddSingleton<IReporter>(provider => provider.GetRequiredService<DistributedApplicationOptions>().EnableResourceLogging
            ? provider.GetRequiredService<LoggerReporter>()
            : provider.GetRequiredService<ConsoleReporter>());
        services.AddSingleton<PortAllocator>();
        services.AddSingleton<ProjectRunner>();
        services.AddSingleton<LifecycleCommands>();
        services.AddSingleton(provider => new ResourceCommandService(
            provider.GetRequiredService<DistributedApplicationModel>(), provider.GetRequiredService<LifecycleCommands>()));
        services.AddHostedService<ResourceHealthService>();
        services.AddHostedService<ApplicationOrchestrator>();
        return services;
    }
}
