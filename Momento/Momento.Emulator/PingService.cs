using Grpc.Core;
using Momento.Protocol.Pings;

namespace Momento.Emulator;

/// <summary>Answers browsers that look whether anybody is there. Needs no key.</summary>
internal sealed class PingService : Ping.PingBase
{
    private static readonly Task<PingResponse> Pong = Task.FromResult(new PingResponse());

    public override Task<PingResponse> Ping(PingRequest request, ServerCallContext context) => Pong;
}
