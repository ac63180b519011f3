using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CourseComments.ServiceDefaults.Health;

/// <summary>
/// Checks the configuration, and once everything that the service needs, while the rest of it is still being set up: on other
/// threads connections are opened and what uses them is compiled, so that the first probe finds that done.
/// </summary>
internal sealed class HeadStart(IServiceProvider services)
{
    private readonly Lazy<Task> _configurationChecked = new(() => Task.Run(() => services.GetService<IStartupValidator>()?.Validate()));

    /// <summary>Fails with what is wrong, all of it.</summary>
    public Task ConfigurationChecked => _configurationChecked.Value;

    public void Begin()
    {
        _ = ConfigurationChecked;
        _ = Task.Run(CheckAsync);
    }

    private async Task CheckAsync()
    {
        try
        {
            await services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        }
        catch (Exception)
        {
            // With a wrong configuration; whoever runs the service is told.
        }
    }
}
