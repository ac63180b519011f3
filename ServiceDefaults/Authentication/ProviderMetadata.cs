using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CourseComments.ServiceDefaults.Authentication;

/// <summary>
/// Asks the OpenID Connect provider for its metadata and keys when the service has just started, so that the first token does not
/// wait for them, and so that a provider that cannot be reached is known before somebody brings one. Nobody waits for it: the
/// service is healthy without.
/// </summary>
internal sealed partial class ProviderMetadata(
    IOptionsMonitor<JwtBearerOptions> options, TimeProvider time, ILogger<ProviderMetadata> logger) : BackgroundService
{
    /// <summary>A service that starts has both hands full until it has answered the first probe. Requests come after that.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(Delay, time, stoppingToken);
            if (options.Get(JwtBearerDefaults.AuthenticationScheme).ConfigurationManager is { } manager)
            {
                // Its token, it takes no notice of once it asks.
                await manager.GetConfigurationAsync(CancellationToken.None).WaitAsync(stoppingToken);
            }
        }
        catch (Exception exception)
        {
            if (!stoppingToken.IsCancellationRequested)
            {
                Log.NotReached(logger, exception.GetBaseException().Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The OpenID Connect provider did not give its metadata: {Reason} Until it does, no bearer token is accepted; each asks it again.")]
        public static partial void NotReached(ILogger logger, string reason);
    }
}
