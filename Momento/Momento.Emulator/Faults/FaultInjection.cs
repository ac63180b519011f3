using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Momento.Emulator.Faults;

/// <summary>Delays calls and lets them fail as their metadata says.</summary>
internal sealed class FaultInjection(TimeProvider time) : Interceptor
{
    private const int MaximumRemembered = 10_000;

    private readonly ConcurrentDictionary<(string Request, string Method, string Fault), int> _counts = [];

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        await InjectAsync(new FaultRequest(context), context);
        return await continuation(request, context);
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var fault = new FaultRequest(context);
        await InjectAsync(fault, context);
        await continuation(request, fault.StreamError is { } error ? new FaultyStream<TResponse>(responseStream, fault.StreamErrorMessageLimit, error) : responseStream, context);
    }

    /// <summary>Counts begin again.</summary>
    public void Forget() => _counts.Clear();

    public static RpcException Failure(StatusCode status) => new(new Status(status, "Injected on request"));

    private async Task InjectAsync(FaultRequest fault, ServerCallContext context)
    {
        if (fault.Delay is { } delay && IsDue("delay", fault.DelayCount))
        {
            await Task.Delay(delay, time, context.CancellationToken);
        }

        if (fault.Error is { } error && IsDue("error", fault.ErrorCount))
        {
            throw Failure(error);
        }

        bool IsDue(string kind, int? times) => times is null || Count((fault.Id, context.Method, kind)) <= times;
    }

    private int Count((string Request, string Method, string Fault) fault)
    {
        if (_counts.Count >= MaximumRemembered)
        {
            _counts.Clear();
        }

        return _counts.AddOrUpdate(fault, 1, (_, count) => count + 1);
    }
}
