using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CourseComments.ServiceDefaults.Authentication;

/// <summary>
/// Asks the OpenID Connect provider for its metadata and keys when the service has just started, so that the first token does not
/// wait for them, and so that a provider that cannot be reached is known before somebody brings one.
/// </summary>
internal sealed partial class ProviderMetadata(
    IOptionsMonitor<JwtBearerOptions> options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ProviderMetadata> logger) : IHostedLifecycleService
{
    /// <summary>A service that starts has both hands full until it has answered the first probe. Requests come after that.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private Task _asking = Task.CompletedTask;

    /// <summary>Nobody waits for the provider: the service is healthy without it.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _asking = Task.Run(AskAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _asking;

    private async Task AskAsync()
    {
        try
        {
            await Task.Delay(Delay, time, lifetime.ApplicationStopping);
            if (options.Get(JwtBearerDefaults.AuthenticationScheme).ConfigurationManager is { } manager)
            {
                // Its token, it takes no notice of once it asks.
                await manager.GetConfigurationAsync(CancellationToken.None).WaitAsync(lifetime.ApplicationStopping);
            }
        }
        catch (Exception exception) when (!lifetime.ApplicationStopping.IsCancellationRequested)
        {
            Log.NotReached(logger, exception.GetBaseException().Message);
        }
        catch (Exception)
        {
            // The service ends.
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The OpenID Connect provider did not give its metadata: {Reason} Until it does, no bearer token is accepted; each asks it again.")]
        public static partial void NotReached(ILogger logger, string reason);
    }
}
