using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Momento.Sdk.Config.Transport;

namespace Momento.Sdk.Config;

/// <summary>The deadline is changed through <see cref="TransportStrategy"/>: the real interface has no shortcut for it.</summary>
public interface IAuthConfiguration
{
    ILoggerFactory LoggerFactory { get; }

    IAuthTransportStrategy TransportStrategy { get; }

    IAuthConfiguration WithTransportStrategy(IAuthTransportStrategy transportStrategy);
}

public class AuthConfiguration(ILoggerFactory loggerFactory, IAuthTransportStrategy transportStrategy) : IAuthConfiguration
{
    public ILoggerFactory LoggerFactory { get; } = loggerFactory;

    public IAuthTransportStrategy TransportStrategy { get; } = transportStrategy;

    public IAuthConfiguration WithTransportStrategy(IAuthTransportStrategy transportStrategy) =>
        new AuthConfiguration(LoggerFactory, transportStrategy);
}

public class AuthConfigurations
{
    public class Default : AuthConfiguration
    {
        private Default(ILoggerFactory? loggerFactory)
            : base(loggerFactory ?? NullLoggerFactory.Instance, new StaticTransportStrategy(TimeSpan.FromSeconds(15)))
        {
        }

        public static IAuthConfiguration V1(ILoggerFactory? loggerFactory = null) => new Default(loggerFactory);

        public static IAuthConfiguration Latest(ILoggerFactory? loggerFactory = null) => V1(loggerFactory);
    }
}
