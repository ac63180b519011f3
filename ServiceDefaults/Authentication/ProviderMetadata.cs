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

    /// <summary>How long a request waits for a provider that has not given its metadata yet.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _joining = new();
    private Task<Exception?>? _asking;
    private volatile bool _isKnown;

    /// <summary>
    /// Whether tokens can be validated. Left to themselves, requests would ask the provider one after another, each for as long
    /// as it takes to give up; here one asks for all.
    /// </summary>
    public ValueTask<bool> EnsureKnownAsync() => _isKnown ? new(true) : new(WaitAsync());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Delay, time, stoppingToken);
        if (await JoinAsking().WaitAsync(stoppingToken) is { } exception)
        {
            Log.NotReached(logger, exception.GetBaseException().Message);
        }
    }

    private async Task<bool> WaitAsync()
    {
        try
        {
            await JoinAsking().WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            // It is still being asked, for whoever comes next.
        }

        return _isKnown;
    }

    private Task<Exception?> JoinAsking()
    {
        lock (_joining)
        {
            return _asking is { IsCompleted: false } ? _asking : _asking = AskAsync();
        }
    }

    /// <returns>Why it is not known; null when it is.</returns>
    private async Task<Exception?> AskAsync()
    {
        try
        {
            if (options.Get(JwtBearerDefaults.AuthenticationScheme).ConfigurationManager is { } manager)
            {
                await manager.GetConfigurationAsync(CancellationToken.None);
            }

            _isKnown = true;
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The OpenID Connect provider did not give its metadata: {Reason} Until it does, no bearer token is accepted; who brings one asks it again.")]
        public static partial void NotReached(ILogger logger, string reason);
    }
}
