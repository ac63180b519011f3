namespace Momento.Sdk.Config.Transport;

public interface IGrpcConfiguration
{
    /// <summary>How long a call may take, retries included.</summary>
    TimeSpan Deadline { get; }
}

public interface ITransportStrategy
{
    IGrpcConfiguration GrpcConfig { get; }

    ITransportStrategy WithClientTimeout(TimeSpan clientTimeout);
}

public interface ITopicTransportStrategy
{
    IGrpcConfiguration GrpcConfig { get; }

    ITopicTransportStrategy WithClientTimeout(TimeSpan clientTimeout);
}

public interface IAuthTransportStrategy
{
    IGrpcConfiguration GrpcConfig { get; }

    IAuthTransportStrategy WithClientTimeout(TimeSpan clientTimeout);
}

internal sealed class StaticTransportStrategy(TimeSpan deadline)
    : ITransportStrategy, ITopicTransportStrategy, IAuthTransportStrategy, IGrpcConfiguration
{
    public TimeSpan Deadline { get; } = deadline > TimeSpan.Zero
        ? deadline
        : throw new ArgumentOutOfRangeException(nameof(deadline), "TimeSpan must be strictly positive.");

    public IGrpcConfiguration GrpcConfig => this;

    ITransportStrategy ITransportStrategy.WithClientTimeout(TimeSpan clientTimeout) => new StaticTransportStrategy(clientTimeout);

    ITopicTransportStrategy ITopicTransportStrategy.WithClientTimeout(TimeSpan clientTimeout) => new StaticTransportStrategy(clientTimeout);

    IAuthTransportStrategy IAuthTransportStrategy.WithClientTimeout(TimeSpan clientTimeout) => new StaticTransportStrategy(clientTimeout);
}
