using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Momento.Protocol.PubSub;
using Momento.Sdk.Auth;

namespace MomentoSdk.Tests;

/// <summary>A gRPC server on a free port: records calls, answers as told.</summary>
public sealed class FakeMomento : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeMomento(WebApplication app) => _app = app;

    public ConcurrentQueue<ReceivedCall> Calls { get; } = new();

    /// <summary>What the next calls fail with, one each; then they succeed.</summary>
    public ConcurrentQueue<RpcException> Failures { get; } = new();

    /// <summary>The replies of unary calls, by the type of their request.</summary>
    public ConcurrentDictionary<Type, object> Replies { get; } = new();

    /// <summary>When set, unary calls are answered only when the client gives up.</summary>
    public bool Hangs { get; set; }

    /// <summary>What subscriptions deliver; an exception ends the stream that reads it.</summary>
    public Channel<object> Stream { get; } = Channel.CreateUnbounded<object>();

    public TaskCompletionSource StreamGone { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Port { get; private set; }

    public ICredentialProvider Credentials => new MomentoLocalProvider("127.0.0.1", Port);

    public static async Task<FakeMomento> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, o => o.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(o => o.Interceptors.Add<Recorder>());
        builder.Services.AddSingleton(provider => provider.GetRequiredService<Holder>().Value!);
        builder.Services.AddSingleton<Holder>();
        var app = builder.Build();
        var server = new FakeMomento(app);
        app.Services.GetRequiredService<Holder>().Value = server;
        app.MapGrpcService<FakeScs>();
        app.MapGrpcService<FakeControl>();
        app.MapGrpcService<FakePubsub>();
        app.MapGrpcService<FakeToken>();
        await app.StartAsync();
        server.Port = new Uri(app.Urls.Single()).Port;
        return server;
    }

    public static SubscriptionItem Heartbeat() => new() { Heartbeat = new() };

    public static SubscriptionItem Text(ulong number, string text, string publisher = "") => new()
    {
        Item = new() { TopicSequenceNumber = number, SequencePage = 7, PublisherId = publisher, Value = new() { Text = text } },
    };

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    internal TReply Reply<TRequest, TReply>()
        where TReply : new() => Replies.TryGetValue(typeof(TRequest), out var reply) ? (TReply)reply : new TReply();

    private sealed class Holder
    {
        public FakeMomento? Value { get; set; }
    }

    private sealed class Recorder(FakeMomento server) : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            server.Calls.Enqueue(new(context.Method, context.RequestHeaders, context.Deadline, request));
            if (server.Hangs)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
            }

            return server.Failures.TryDequeue(out var failure) ? throw failure : await continuation(request, context);
        }

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            server.Calls.Enqueue(new(context.Method, context.RequestHeaders, context.Deadline, request));
            return server.Failures.TryDequeue(out var failure) ? throw failure : continuation(request, responseStream, context);
        }
    }
}

/// <summary>One call as it arrived.</summary>
public sealed record ReceivedCall(string Method, Metadata Headers, DateTime Deadline, object Request)
{
    public string? Header(string name) => Headers.GetValue(name);
}
