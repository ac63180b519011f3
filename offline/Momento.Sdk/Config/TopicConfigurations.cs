using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Momento.Sdk.Config.Transport;

namespace Momento.Sdk.Config;

public interface ITopicConfiguration
{
    ILoggerFactory LoggerFactory { get; }

    ITopicTransportStrategy TransportStrategy { get; }

    ITopicConfiguration WithTransportStrategy(ITopicTransportStrategy transportStrategy);

    ITopicConfiguration WithClientTimeout(TimeSpan clientTimeout);
}

public class TopicConfiguration : ITopicConfiguration
{
    internal TopicConfiguration(ILoggerFactory? loggerFactory, ITopicTransportStrategy transportStrategy)
    {
        LoggerFactory = loggerFactory ?? NullLoggerFactory.Instance;
        TransportStrategy = transportStrategy;
    }

    public ILoggerFactory LoggerFactory { get; }

    public ITopicTransportStrategy TransportStrategy { get; }

    public ITopicConfiguration WithTransportStrategy(ITopicTransportStrategy transportStrategy) =>
        new TopicConfiguration(LoggerFactory, transportStrategy);

    public ITopicConfiguration WithClientTimeout(TimeSpan clientTimeout) =>
        new TopicConfiguration(LoggerFactory, TransportStrategy.WithClientTimeout(clientTimeout));
}

/// <summary>Ready-made settings of a topic client; they differ in the deadline of its calls.</summary>
public class TopicConfigurations
{
    public class Laptop : TopicConfiguration
    {
        private Laptop(ILoggerFactory? loggerFactory)
            : base(loggerFactory, new StaticTransportStrategy(TimeSpan.FromSeconds(15)))
        {
        }

        public static ITopicConfiguration latest(ILoggerFactory? loggerFactory = null) => new Laptop(loggerFactory);
    }

    public class InRegion
    {
        public class Default : TopicConfiguration
        {
            private Default(ILoggerFactory? loggerFactory)
                : base(loggerFactory, new StaticTransportStrategy(TimeSpan.FromMilliseconds(1100)))
            {
            }

            public static ITopicConfiguration Latest(ILoggerFactory? loggerFactory = null) => new Default(loggerFactory);
        }

        public class LowLatency : TopicConfiguration
        {
            private LowLatency(ILoggerFactory? loggerFactory)
                : base(loggerFactory, new StaticTransportStrategy(TimeSpan.FromMilliseconds(500)))
            {
            }

            public static ITopicConfiguration Latest(ILoggerFactory? loggerFactory = null) => new LowLatency(loggerFactory);
        }
    }
}
