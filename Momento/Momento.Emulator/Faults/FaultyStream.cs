using Grpc.Core;

namespace Momento.Emulator.Faults;

/// <summary>Ends with an error right after so many messages.</summary>
internal sealed class FaultyStream<T>(IServerStreamWriter<T> stream, int limit, StatusCode error) : IServerStreamWriter<T>
{
    private int _written;

    public WriteOptions? WriteOptions
    {
        get => stream.WriteOptions;
        set => stream.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (_written < limit)
        {
            await stream.WriteAsync(message, cancellationToken);
            _written++;
        }

        if (_written >= limit)
        {
            throw FaultInjection.Failure(error);
        }
    }
}
