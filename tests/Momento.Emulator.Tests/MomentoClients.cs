using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Momento.Protocol.Cache;
using Momento.Protocol.Control;
using Momento.Protocol.Leaderboards;
using Momento.Protocol.PubSub;
using Momento.Protocol.Tokens;
using Momento.Protocol.Webhooks;

namespace Momento.Emulator.Tests;

/// <summary>The generated clients over one channel, sending the metadata that SDKs send.</summary>
public sealed class MomentoClients
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public MomentoClients(GrpcChannel channel, string? key)
    {
        // A copy, as the same metadata may be used for several calls.
        var invoker = channel.Intercept(metadata => key is null ? metadata : [.. metadata, new Metadata.Entry("authorization", key)]);
        Cache = new Scs.ScsClient(invoker);
        Leaderboards = new Leaderboard.LeaderboardClient(invoker);
        Control = new ScsControl.ScsControlClient(invoker);
        Topics = new Pubsub.PubsubClient(invoker);
        Tokens = new Token.TokenClient(invoker);
        Keys = new Protocol.Auth.Auth.AuthClient(invoker);
        Webhooks = new Webhook.WebhookClient(invoker);
        Invoker = invoker;
    }

    public Scs.ScsClient Cache { get; }

    public Leaderboard.LeaderboardClient Leaderboards { get; }

    public ScsControl.ScsControlClient Control { get; }

    public Pubsub.PubsubClient Topics { get; }

    public Token.TokenClient Tokens { get; }

    public Protocol.Auth.Auth.AuthClient Keys { get; }

    public Webhook.WebhookClient Webhooks { get; }

    /// <summary>For calls that are not known by name.</summary>
    public CallInvoker Invoker { get; }

    /// <summary>The options of a call on items of this cache.</summary>
    public static CallOptions In(string? cache = RunningEmulator.CacheName) => new(
        headers: cache is null ? [] : new Metadata { { "cache", cache } },
        deadline: TimeProvider.System.GetUtcNow().Add(Deadline).UtcDateTime);

    public async Task<TestSubscription> SubscribeAsync(
        string topic, ulong resumeAt = 0, ulong page = 0, string cache = RunningEmulator.CacheName)
    {
        var subscription = Open(topic, resumeAt, page, cache);
        Assert.Equal(SubscriptionItem.KindOneofCase.Heartbeat, (await subscription.NextAsync()).KindCase);
        return subscription;
    }

    public TestSubscription Open(string topic, ulong resumeAt = 0, ulong page = 0, string cache = RunningEmulator.CacheName) =>
        new(Topics.Subscribe(new SubscriptionRequest
        {
            CacheName = cache, Topic = topic, ResumeAtTopicSequenceNumber = resumeAt, SequencePage = page,
        }));

    public async Task PublishAsync(string topic, string text, string cache = RunningEmulator.CacheName) =>
        await Topics.PublishAsync(
            new PublishRequest { CacheName = cache, Topic = topic, Value = new TopicValue { Text = text } }, In(null));

    public async Task SetAsync(string key, string value, ulong ttl = 60_000) =>
        await Cache.SetAsync(new SetRequest { CacheKey = Bytes(key), CacheBody = Bytes(value), TtlMilliseconds = ttl }, In());

    public async Task<string?> GetAsync(string key)
    {
        var response = await Cache.GetAsync(new GetRequest { CacheKey = Bytes(key) }, In());
        return response.Result == CacheResult.Hit ? response.CacheBody.ToStringUtf8() : null;
    }

    /// <summary>How a call ends.</summary>
    public static async Task<StatusCode> StatusAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }

    public static ByteString Bytes(string text) => ByteString.CopyFromUtf8(text);
}
