using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Momento.Emulator.Persistence;

/// <summary>
/// An answer leaves when everything it may tell of is written: a write is then acknowledged only if it survives, and a
/// read shows nothing that could still be lost.
/// </summary>
internal sealed class WriteBeforeAnswer(Journal journal) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var response = await continuation(request, context);
        await journal.WhenWrittenAsync();
        return response;
    }
}
