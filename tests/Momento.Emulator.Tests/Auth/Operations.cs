using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Momento.Protocol.Cache;
using Momento.Protocol.Control;
using Momento.Protocol.Leaderboards;
using Momento.Protocol.Permissions;
using Momento.Protocol.Webhooks;
using static Momento.Emulator.Tests.Auth.TokenScopes;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Auth;

/// <summary>Everything that needs a permission.</summary>
internal static class Operations
{
    private const string Reads =
        "Get GetWithHash GetBatch KeysExist ItemGetTtl ItemGetType DictionaryGet DictionaryFetch DictionaryLength SetFetch SetSample SetContains "
        + "SetLength ListFetch ListLength SortedSetFetch SortedSetGetScore SortedSetGetRank SortedSetLength SortedSetLengthByScore "
        + "GetLeaderboardLength GetByRank GetRank GetByScore GetCompetitionRank";

    /// <summary>Their answer tells what was stored.</summary>
    private const string ConditionalWrites = "SetIf SetIfHash SetIfNotExists UpdateTtl SetPop ListPopFront ListPopBack";

    private static readonly Permission[] AnyPermission = [Cache(CacheRole.ReadOnly)];

    public static IReadOnlyList<Operation> All { get; } =
    [
        .. Scs.Descriptor.Methods.Concat(Leaderboard.Descriptor.Methods).Select(method => new Operation(Route(method), PermissionFor(method.Name), (caller, cache, name) => OnItem(caller, method, cache, name))),
        Rpc("cache_client.pubsub.Pubsub/Publish", 'p', (clients, cache, name) => clients.PublishAsync(name, "text", cache)),
        Rpc("cache_client.pubsub.Pubsub/Subscribe", 's', SubscribeAsync),
        Rpc("control_client.ScsControl/CreateCache", 'm', async (clients, cache, _) => await clients.Control.CreateCacheAsync(new CreateCacheRequest { CacheName = cache }, In(null))),
        Rpc("control_client.ScsControl/DeleteCache", 'm', async (clients, _, _) => await clients.Control.DeleteCacheAsync(new DeleteCacheRequest { CacheName = "none" }, In(null))),
        Rpc("control_client.ScsControl/FlushCache", 'm', async (clients, _, _) => await clients.Control.FlushCacheAsync(new FlushCacheRequest { CacheName = "none" }, In(null))),
        Rpc("control_client.ScsControl/ListCaches", 'm', async (clients, _, _) => await clients.Control.ListCachesAsync(new ListCachesRequest(), In(null))),
        Rpc("webhook.Webhook/PutWebhook", 'm', async (clients, cache, _) => await clients.Webhooks.PutWebhookAsync(
            new PutWebhookRequest { Webhook = new WebhookDefinition { WebhookId = Hook(cache) } }, In(null))),
        Rpc("webhook.Webhook/DeleteWebhook", 'm', async (clients, cache, _) => await clients.Webhooks.DeleteWebhookAsync(new DeleteWebhookRequest { WebhookId = Hook(cache) }, In(null))),
        Rpc("webhook.Webhook/ListWebhooks", 'm', async (clients, cache, _) => await clients.Webhooks.ListWebhooksAsync(new ListWebhooksRequest { CacheName = cache }, In(null))),
        Rpc("webhook.Webhook/GetWebhookSecret", 'm', async (clients, cache, _) => await clients.Webhooks.GetWebhookSecretAsync(
            new GetWebhookSecretRequest { CacheName = cache, WebhookName = "hook" }, In(null))),
        Rpc("webhook.Webhook/RotateWebhookSecret", 'm', async (clients, cache, _) => await clients.Webhooks.RotateWebhookSecretAsync(
            new RotateWebhookSecretRequest { WebhookId = Hook(cache) }, In(null))),
        Rpc("token.Token/GenerateDisposableToken", 'k', (clients, _, _) => clients.MintAsync(AnyPermission)),
        Rpc("auth.Auth/GenerateApiToken", 'k', (clients, _, _) => clients.GenerateKeyAsync(AnyPermission)),
        Rpc("auth.Auth/GenerateApiToken", 'u', (clients, _, _) => clients.GenerateKeyAsync(null)),
        Http("GET /cache/{cache}", 'r', (cache, name) => new HttpRequestMessage(HttpMethod.Get, $"cache/{cache}?key={name}")),
        Http("PUT /cache/{cache}", 'w', (cache, name) => new HttpRequestMessage(HttpMethod.Put, $"cache/{cache}?key={name}&ttl_seconds=1")),
        Http("DELETE /cache/{cache}", 'w', (cache, name) => new HttpRequestMessage(HttpMethod.Delete, $"cache/{cache}?key={name}")),
        Http("POST /topics/{cache}/{topic}", 'p', (cache, name) => new HttpRequestMessage(HttpMethod.Post, $"topics/{cache}/{name}") { Content = new StringContent("text") }),
        Http("GET /topics/{cache}/{topic}", 's', (cache, name) => new HttpRequestMessage(HttpMethod.Get, $"topics/{cache}/{name}?sequence_number=1")),
    ];

    private static WebhookId Hook(string cache) => new() { CacheName = cache, WebhookName = "hook" };

    private static string Route(MethodDescriptor method) => $"POST /{method.Service.FullName}/{method.Name}";

    private static char PermissionFor(string method) =>
        Reads.Split(' ').Contains(method) ? 'r' : ConditionalWrites.Split(' ').Contains(method) ? 'c' : 'w';

    private static Operation Rpc(string method, char permission, Func<MomentoClients, string, string, Task> call) => new(
        $"POST /{method}", permission, (caller, cache, name) => StatusAsync(() => call(caller.Clients, cache, name)));

    private static Operation Http(string route, char permission, Func<string, string, HttpRequestMessage> request) => new(
        route, permission, async (caller, cache, name) =>
        {
            using var message = request(cache, name);
            using var response = await caller.Http.SendAsync(message);
            return (int)response.StatusCode switch
            {
                200 or 204 => StatusCode.OK,
                404 => StatusCode.NotFound,
                401 => StatusCode.Unauthenticated,
                403 => StatusCode.PermissionDenied,
                400 => StatusCode.FailedPrecondition,
                _ => StatusCode.Unknown,
            };
        });

    /// <summary>A call with nothing but the key: what else it lacks is looked at after the permission.</summary>
    private static Task<StatusCode> OnItem(Caller caller, MethodDescriptor method, string cache, string name)
    {
        var request = NewRequest(method.InputType, Bytes(name)).ToByteArray();
        var raw = Marshallers.Create(bytes => bytes, bytes => bytes);
        var type = method.IsServerStreaming ? MethodType.ServerStreaming : MethodType.Unary;
        var rpc = new Method<byte[], byte[]>(type, method.Service.FullName, method.Name, raw, raw);
        return StatusAsync(async () =>
        {
            if (method.IsServerStreaming)
            {
                using var stream = caller.Clients.Invoker.AsyncServerStreamingCall(rpc, null, In(cache), request);
                await stream.ResponseStream.MoveNext(default);
            }
            else
            {
                await caller.Clients.Invoker.AsyncUnaryCall(rpc, null, In(cache), request);
            }
        });
    }

    /// <summary>The key is what the first field, or the first field of what that holds, is for; or it is the leaderboard.</summary>
    private static IMessage NewRequest(MessageDescriptor type, ByteString key)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        var first = type.FindFieldByName("leaderboard") ?? type.FindFieldByNumber(1);
        object value = first.FieldType switch
        {
            FieldType.Message => NewRequest(first.MessageType, key),
            FieldType.String => key.ToStringUtf8(),
            _ => key,
        };
        if (first.IsRepeated)
        {
            ((IList)first.Accessor.GetValue(message)).Add(value);
        }
        else
        {
            first.Accessor.SetValue(message, value);
        }

        return message;
    }

    private static async Task SubscribeAsync(MomentoClients clients, string cache, string name)
    {
        using var subscription = clients.Open(name, cache: cache);
        await subscription.NextAsync();
    }

    private static async Task<StatusCode> StatusAsync(Func<Task> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }
}
