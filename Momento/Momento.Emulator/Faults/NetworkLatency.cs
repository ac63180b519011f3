using Grpc.Core;
using Grpc.Core.Interceptors;
using Momento.Emulator.Configuration;

namespace Momento.Emulator.Faults;

/// <summary>Lets calls take as long as they do when Momento is far away.</summary>
internal sealed class NetworkLatency(EmulatorOptions options, TimeProvider time) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        await Task.Delay(options.Latency, time, context.CancellationToken);
        return await continuation(request, context);
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await Task.Delay(options.Latency, time, context.CancellationToken);
        await continuation(request, responseStream, context);
    }
}
