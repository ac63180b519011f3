using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Momento.Protocol.Cache;
using Momento.Protocol.Common;
using Momento.Protocol.PubSub;
using Momento.Protocol.Tokens;

namespace Momento.Client.Tests;

/// <summary>A Momento that accepts everything until told otherwise, and remembers who called.</summary>
public sealed class TestMomento : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestMomento(WebApplication app) => _app = app;

    /// <summary>What every call fails with; null for none.</summary>
    public Status? Failure { get; set; }

    public bool Hangs { get; set; }

    public ConcurrentQueue<ReceivedCall> Calls { get; } = new();

    public string Endpoint => _app.Urls.Single();

    public static async Task<TestMomento> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, o => o.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        TestMomento? server = null;
        builder.Services.AddSingleton(_ => server!);
        var app = builder.Build();
        server = new(app);
        app.MapGrpcService<Items>();
        app.MapGrpcService<Topics>();
        app.MapGrpcService<Tokens>();
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task<TReply> AnswerAsync<TReply>(object request, ServerCallContext context, TReply reply)
    {
        var http = context.GetHttpContext();
        Calls.Enqueue(new(context.RequestHeaders, request, http.Connection.Id));
        if (Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
        }

        return Failure is { } failure ? throw new RpcException(failure) : reply;
    }

    /// <summary>A call as it arrived, and the connection it came over.</summary>
    public sealed record ReceivedCall(Metadata Headers, object Request, string Connection)
    {
        public string? Authorization => Headers.GetValue("authorization");
    }

    private sealed class Items(TestMomento server) : Scs.ScsBase
    {
        public override Task<GetResponse> Get(GetRequest request, ServerCallContext context) =>
            server.AnswerAsync(request, context, new GetResponse { Result = CacheResult.Miss });

        public override Task<SetResponse> Set(SetRequest request, ServerCallContext context) =>
            server.AnswerAsync(request, context, new SetResponse());
    }

    private sealed class Topics(TestMomento server) : Pubsub.PubsubBase
    {
        public override Task<Empty> Publish(PublishRequest request, ServerCallContext context) =>
            server.AnswerAsync(request, context, new Empty());
    }

    private sealed class Tokens(TestMomento server) : Token.TokenBase
    {
        public override Task<GenerateDisposableTokenResponse> GenerateDisposableToken(
            GenerateDisposableTokenRequest request, ServerCallContext context) =>
            server.AnswerAsync(request, context, new GenerateDisposableTokenResponse { ApiKey = "minted", Endpoint = "cell.example.com" });
    }
}
