using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CourseComments.ServiceDefaults.Health;

internal static class HealthExtensions
{
    private const string LivenessTag = "live";

    public static void AddLiveness(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LivenessTag]);
        services.AddSingleton<HeadStart>();
    }

    /// <summary>
    /// <c>/health</c>: everything it needs answers. <c>/alive</c>: the process does. Both say one word, to anybody: they pass by
    /// whatever stands in the way of other requests.
    /// </summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health").DisableHttpMetrics().ShortCircuit();
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = check => check.Tags.Contains(LivenessTag) })
            .DisableHttpMetrics()
            .ShortCircuit();
    }
}
