using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Web;

namespace Momento.Emulator.Tests.Transport;

/// <summary>What the browser SDK needs, over HTTP/1.1.</summary>
public sealed class BrowserTests : EmulatorTests
{
    private const string Page = "https://app.example";

    [Theory]
    [InlineData(GrpcWebMode.GrpcWebText)]
    [InlineData(GrpcWebMode.GrpcWeb)]
    public async Task Calls_errors_and_streams_work_over_grpc_web(GrpcWebMode mode)
    {
        using var channel = Channel(mode);
        var clients = new MomentoClients(channel, RunningEmulator.SuperUserKey);

        await clients.SetAsync("key", "value");
        Assert.Equal("value", await clients.GetAsync("key"));

        using var subscription = await clients.SubscribeAsync("topic");
        await clients.PublishAsync("topic", "text");
        Assert.Equal("text", (await subscription.NextItemAsync()).Value.Text);

        var failure = await Assert.ThrowsAsync<RpcException>(() => new MomentoClients(channel, "unknown").GetAsync("key"));
        Assert.Equal(StatusCode.Unauthenticated, failure.StatusCode);
    }

    [Fact]
    public async Task Anybody_may_ping()
    {
        using var channel = Channel(GrpcWebMode.GrpcWebText);

        await new Momento.Protocol.Pings.Ping.PingClient(channel).PingAsync(new Momento.Protocol.Pings.PingRequest(), MomentoClients.In(null));
    }

    [Theory]
    [InlineData("cache_client.Scs/Get", "POST")]
    [InlineData("cache_client.pubsub.Pubsub/Subscribe", "POST")]
    [InlineData("token.Token/GenerateDisposableToken", "POST")]
    [InlineData("cache/test-cache?key=k", "PUT")]
    [InlineData("cache/test-cache?key=k", "DELETE")]
    [InlineData("topics/test-cache/topic", "GET")]
    public async Task Pages_of_any_origin_may_call_with_the_headers_that_the_sdk_sends(string path, string method)
    {
        string[] headers =
        [
            "authorization", "agent", "runtime-version", "cache", "read-concern", "content-type", "x-grpc-web", "x-user-agent", "grpc-timeout",
        ];
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(path, UriKind.Relative))
        {
            Headers =
            {
                { "Origin", Page },
                { "Access-Control-Request-Method", method },
                { "Access-Control-Request-Headers", string.Join(',', headers) },
            },
        };

        using var response = await Emulator.Http(null).SendAsync(request);

        Assert.Equal(Page, Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("true", Header(response, "Access-Control-Allow-Credentials"));
        Assert.Equal(method, Header(response, "Access-Control-Allow-Methods"));
        Assert.Equal(headers.Order(), Header(response, "Access-Control-Allow-Headers").Split(',').Order());
    }

    [Fact]
    public async Task Pages_may_read_the_status_of_a_call()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("cache/test-cache?key=k", UriKind.Relative)) { Headers = { { "Origin", Page } } };

        using var response = await Emulator.Http().SendAsync(request);

        Assert.Equal(Page, Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("grpc-status,grpc-message,err", Header(response, "Access-Control-Expose-Headers"));
    }

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    private GrpcChannel Channel(GrpcWebMode mode) => GrpcChannel.ForAddress(
        Emulator.HttpUrl, new GrpcChannelOptions { HttpHandler = new GrpcWebHandler(mode, new SocketsHttpHandler()), HttpVersion = HttpVersion.Version11, DisposeHttpClient = true });
}
