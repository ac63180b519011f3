using System.Net;
using System.Net.Sockets;

namespace CourseComments.Gateway.Tests;

/// <summary>A proxy is one address of many in its /64 network, which is what counts as one client.</summary>
public sealed class TrustedIPv6ProxyTests : IAsyncLifetime
{
    private readonly GatewayFixture _fixture = new() { Address = IPAddress.IPv6Loopback };

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [IPv6Theory]
    [InlineData("ForwardedHeaders:KnownProxies:0", "::1")]
    [InlineData("ForwardedHeaders:KnownNetworks:0", "::1/128")]
    [InlineData("ForwardedHeaders:KnownNetworks:0", "::/64")]
    public async Task Trusted_proxy_may_have_more_connections_than_one_client(string key, string proxy)
    {
        var gateway = _fixture.Start("Production", ("Server:MaxConnectionsPerAddress", "1"), (key, proxy));
        using var first = gateway.CreateClient();
        using var second = gateway.CreateClient();
        var never = new TaskCompletionSource();
        _fixture.Backends["tokens"].Answer = never.Task;

        using var cancelled = new CancellationTokenSource();
        var waiting = first.PostAsync(new Uri("/api/tokens", UriKind.Relative), null, cancelled.Token);

        Assert.Equal("webhooks", await second.GetStringAsync(new Uri("/api/courses/123/comments", UriKind.Relative)));
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    /// <summary>Skipped where the machine has no IPv6.</summary>
    private sealed class IPv6TheoryAttribute : TheoryAttribute
    {
        public IPv6TheoryAttribute() => Skip = Socket.OSSupportsIPv6 ? null : "This machine has no IPv6.";
    }
}
