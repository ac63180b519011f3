using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Resources;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Dashboard;

internal static class DashboardServiceCollectionExtensions
{
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddSingleton<DashboardOptions>();
        services.AddSingleton<DashboardPlan>();
        services.AddSingleton<ResourceServiceHost>();
        services.AddHostedService<DashboardLauncher>();
        services.AddOptions<ResourceNotificationServiceOptions>().Configure<DashboardPlan>((options, plan) =>
            options.DefaultWaitBehavior = plan.Expected ? WaitBehavior.WaitOnResourceUnavailable : WaitBehavior.StopOnResourceUnavailable);
        return services;
    }
}
