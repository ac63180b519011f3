using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace CourseComments.ServiceDefaults.Configuration;

/// <summary>
/// Options that follow the configuration while the service runs, and only to what is valid: a change with faults is logged,
/// without values, and what was valid before stays.
/// </summary>
public sealed partial class LastValid<TOptions> : IDisposable
    where TOptions : class
{
    private readonly IOptionsFactory<TOptions> _factory;
    private readonly ILogger _logger;
    private readonly IDisposable _subscription;
    private volatile TOptions _current;

    /// <exception cref="OptionsValidationException">They are not valid now.</exception>
    public LastValid(IOptionsFactory<TOptions> factory, IConfiguration configuration, ILogger<LastValid<TOptions>> logger)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(configuration);
        (_factory, _logger) = (factory, logger);
        _current = factory.Create(Options.DefaultName);
        _subscription = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    public TOptions Current => _current;

    public void Dispose() => _subscription.Dispose();

    private void Reload()
    {
        try
        {
            _current = _factory.Create(Options.DefaultName);
        }
        catch (OptionsValidationException exception)
        {
            Log.NotTaken(_logger, string.Join(' ', exception.Failures));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The configuration changed and has faults; what was valid before stays. {Faults}")]
        public static partial void NotTaken(ILogger logger, string faults);
    }
}
