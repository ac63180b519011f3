using System.Net;
using Grpc.Core;
using Momento.Protocol.Cache;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Faults;

public sealed class OutageTests : EmulatorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private HttpClient TestAdmin { get; } = new() { Timeout = Patience };

    [Fact]
    public async Task While_blocked_nothing_is_answered_on_old_and_new_connections_and_afterwards_everything_is()
    {
        await Clients.SetAsync("key", "value");
        using var subscription = await Clients.SubscribeAsync("topic");

        await CallAsync("block");
        Assert.Equal(StatusCode.DeadlineExceeded, await GetAsync(Clients));
        Assert.Equal(StatusCode.DeadlineExceeded, await GetAsync(Emulator.Clients()));
        var http = Emulator.Http().GetAsync(new Uri("cache/test-cache?key=key", UriKind.Relative));
        var publishing = Emulator.Clients().PublishAsync("topic", "text");
        var next = subscription.NextItemAsync();
        Assert.Equal((false, false, false), (next.IsCompleted, http.IsCompleted, publishing.IsCompleted));

        await CallAsync("unblock");
        Assert.Equal("text", (await next).Value.Text);
        await publishing.WaitAsync(Patience);
        Assert.Equal(HttpStatusCode.OK, (await http.WaitAsync(Patience)).StatusCode);
        Assert.Equal("value", await Clients.GetAsync("key"));
    }

    [Fact]
    public async Task The_port_is_on_loopback_serves_nothing_else_and_is_the_only_one_that_serves_it()
    {
        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(Emulator.TestAdminUrl.Host)));
        Assert.Equal(HttpStatusCode.NotFound, (await TestAdmin.GetAsync(new Uri(Emulator.TestAdminUrl, "health"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await TestAdmin.GetAsync(
            new Uri(Emulator.TestAdminUrl, $"cache/test-cache?key=key&token={RunningEmulator.SuperUserKey}"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Emulator.Http().GetAsync(new Uri("block", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task An_emulator_that_is_blocked_can_be_stopped()
    {
        using var subscription = await Clients.SubscribeAsync("topic");
        await CallAsync("block");

        await Emulator.StopAsync().WaitAsync(Patience);
    }

    protected override (string Key, string Value)[] Settings() => [("Emulator:TestAdminPort", "0")];

    private async Task CallAsync(string path)
    {
        using var response = await TestAdmin.GetAsync(new Uri(Emulator.TestAdminUrl, path));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<StatusCode> GetAsync(MomentoClients clients)
    {
        var deadline = TimeProvider.System.GetUtcNow().AddMilliseconds(300).UtcDateTime;
        try
        {
            await clients.Cache.GetAsync(
                new GetRequest { CacheKey = Bytes("key") }, new CallOptions(new Metadata { { "cache", RunningEmulator.CacheName } }, deadline));
            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }
}
