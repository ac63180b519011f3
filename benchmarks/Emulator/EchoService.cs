using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Momento.Protocol.Cache;

namespace CourseComments.Benchmarks.Emulator;

/// <summary>Answers what the emulator would answer, and does nothing else.</summary>
internal sealed class EchoService : Scs.ScsBase
{
    /// <summary>The variable that makes this program the echo.</summary>
    public const string Role = "BENCHMARK_ECHO";

    private static readonly ByteString Value = ByteString.CopyFrom(new byte[Client.ValueSize]);

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<EchoService>();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.MapGrpcService<EchoService>();
        await app.RunAsync();
    }

    public override Task<GetResponse> Get(GetRequest request, ServerCallContext context) =>
        Task.FromResult(new GetResponse { Result = CacheResult.Hit, CacheBody = Value });

    public override Task<SetResponse> Set(SetRequest request, ServerCallContext context) =>
        Task.FromResult(new SetResponse { Result = CacheResult.Ok });

    public override Task<ListPushFrontResponse> ListPushFront(ListPushFrontRequest request, ServerCallContext context) =>
        Task.FromResult(new ListPushFrontResponse { ListLength = request.TruncateBackToSize });
}
