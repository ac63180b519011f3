using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Momento.Sdk.Config.Transport;

namespace Momento.Sdk.Config;

public interface IConfiguration
{
    ILoggerFactory LoggerFactory { get; }

    ITransportStrategy TransportStrategy { get; }

    IConfiguration WithTransportStrategy(ITransportStrategy transportStrategy);

    IConfiguration WithClientTimeout(TimeSpan clientTimeout);
}

public class Configuration : IConfiguration
{
    internal Configuration(ILoggerFactory? loggerFactory, ITransportStrategy transportStrategy)
    {
        LoggerFactory = loggerFactory ?? NullLoggerFactory.Instance;
        TransportStrategy = transportStrategy;
    }

    public ILoggerFactory LoggerFactory { get; }

    public ITransportStrategy TransportStrategy { get; }

    public IConfiguration WithTransportStrategy(ITransportStrategy transportStrategy) =>
        new Configuration(LoggerFactory, transportStrategy);

    public Configuration WithClientTimeout(TimeSpan clientTimeout) =>
        new(LoggerFactory, TransportStrategy.WithClientTimeout(clientTimeout));

    IConfiguration IConfiguration.WithClientTimeout(TimeSpan clientTimeout) => WithClientTimeout(clientTimeout);
}

/// <summary>Ready-made settings of a cache client; they differ in the deadline of its calls.</summary>
public class Configurations
{
    public class Laptop : Configuration
    {
        private Laptop(ILoggerFactory? loggerFactory)
            : base(loggerFactory, new StaticTransportStrategy(TimeSpan.FromSeconds(15)))
        {
        }

        public static IConfiguration Latest(ILoggerFactory? loggerFactory = null) => V1(loggerFactory);

        public static IConfiguration V1(ILoggerFactory? loggerFactory = null) => new Laptop(loggerFactory);
    }

    public class InRegion
    {
        public class Default : Configuration
        {
            private Default(ILoggerFactory? loggerFactory)
                : base(loggerFactory, new StaticTransportStrategy(TimeSpan.FromMilliseconds(1100)))
            {
            }

            public static IConfiguration Latest(ILoggerFactory? loggerFactory = null) => V1(loggerFactory);

            public static IConfiguration V1(ILoggerFactory? loggerFactory = null) => new Default(loggerFactory);
        }

        public class LowLatency : Configuration
        {
            private LowLatency(ILoggerFactory? loggerFactory)
                : base(loggerFactory, new StaticTransportStrategy(TimeSpan.FromMilliseconds(500)))
            {
            }

            public static IConfiguration Latest(ILoggerFactory? loggerFactory = null) => V1(loggerFactory);

            public static IConfiguration V1(ILoggerFactory? loggerFactory = null) => new LowLatency(loggerFactory);
        }
    }
}
