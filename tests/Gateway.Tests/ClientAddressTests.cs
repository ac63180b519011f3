using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace CourseComments.Gateway.Tests;

public sealed class ClientAddressTests : IAsyncLifetime
{
    private const string TrustedProxy = "127.0.0.2";
    private const string SomebodyElse = "127.0.0.3";

    private static readonly (string Key, string Value)[] OneRequest =
        [("RateLimits:Reading:PerAddress:PerSecond", "0.1"), ("RateLimits:Reading:PerAddress:Burst", "1")];

    private readonly GatewayFixture _fixture = new() { Clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow()) };

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Client_cannot_choose_its_address(bool isFrameworkSwitchOn)
    {
        using var client = GatewayFixture.From(SomebodyElse, _fixture.Start("Production", Settings(isFrameworkSwitchOn)));

        Assert.Equal(HttpStatusCode.OK, await ReadAsync(client, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await ReadAsync(client, "203.0.113.2"));
        Assert.Equal(SomebodyElse, Assert.Single(_fixture.Backends["webhooks"].Received).Headers["X-Forwarded-For"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_proxy_is_trusted_by_default_not_even_on_the_same_machine(bool isFrameworkSwitchOn)
    {
        using var client = _fixture.Gateway(
            "Production", [.. OneRequest, ("ForwardedHeaders_Enabled", $"{isFrameworkSwitchOn}")]);

        Assert.Equal(HttpStatusCode.OK, await ReadAsync(client, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await ReadAsync(client, "203.0.113.2"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Trusted_proxy_says_who_the_client_is(bool isFrameworkSwitchOn)
    {
        using var proxy = GatewayFixture.From(TrustedProxy, _fixture.Start("Production", Settings(isFrameworkSwitchOn)));

        Assert.Equal(HttpStatusCode.OK, await ReadAsync(proxy, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.OK, await ReadAsync(proxy, "203.0.113.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await ReadAsync(proxy, "203.0.113.1"));
        Assert.Equal(["203.0.113.1", "203.0.113.2"], _fixture.Backends["webhooks"].Received.Select(received => received.Headers["X-Forwarded-For"]));
    }

    [Theory]
    [InlineData($"{TrustedProxy}/32")]
    [InlineData($"100.100.0.0/17, {TrustedProxy}/32,198.51.100.0/24")]
    public async Task Trusted_networks_may_be_one_text(string networks)
    {
        using var proxy = GatewayFixture.From(TrustedProxy, _fixture.Start(
            "Production", [.. OneRequest, ("ForwardedHeaders:KnownNetworks:0", ""), ("ForwardedHeaders:KnownNetworks:1", networks)]));

        Assert.Equal(HttpStatusCode.OK, await ReadAsync(proxy, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.OK, await ReadAsync(proxy, "203.0.113.2"));
    }

    [Fact]
    public async Task Empty_text_of_networks_trusts_nobody()
    {
        using var client = _fixture.Gateway("Production", [.. OneRequest, ("ForwardedHeaders:KnownNetworks:0", "")]);

        Assert.Equal(HttpStatusCode.OK, await ReadAsync(client, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await ReadAsync(client, "203.0.113.2"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Only_the_entry_that_the_trusted_proxy_added_counts(bool isFrameworkSwitchOn)
    {
        using var proxy = GatewayFixture.From(TrustedProxy, _fixture.Start("Production", Settings(isFrameworkSwitchOn)));

        // Even an entry that names the proxy itself: who could write the left one is the client.
        Assert.Equal(HttpStatusCode.OK, await ReadAsync(proxy, $"203.0.113.1, {TrustedProxy}"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await ReadAsync(proxy, $"203.0.113.2, {TrustedProxy}"));
    }

    [Theory]
    [InlineData("198.51.100.7", "::ffff:198.51.100.7", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("198.51.100.7", "198.51.100.8", false)]
    [InlineData("198.51.100.7:1234", "198.51.100.7:4321", true)]
    public async Task Addresses_of_one_customer_are_one_client(string first, string second, bool isOne)
    {
        using var proxy = GatewayFixture.From(TrustedProxy, _fixture.Start("Production", Settings(isFrameworkSwitchOn: false)));

        Assert.Equal(HttpStatusCode.OK, await ReadAsync(proxy, first));
        Assert.Equal(isOne ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK, await ReadAsync(proxy, second));
    }

    [Fact]
    public async Task Connection_header_cannot_take_the_proxys_word_away()
    {
        using var proxy = GatewayFixture.From(TrustedProxy, _fixture.Start("Production", Settings(isFrameworkSwitchOn: false)));

        Assert.Equal(HttpStatusCode.OK, await ReadAsync(proxy, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await ReadAsync(proxy, "203.0.113.1", "X-Forwarded-For"));
    }

    private static (string Key, string Value)[] Settings(bool isFrameworkSwitchOn) =>
        [.. OneRequest, ("ForwardedHeaders:KnownProxies:0", TrustedProxy), ("ForwardedHeaders_Enabled", $"{isFrameworkSwitchOn}")];

    private static async Task<HttpStatusCode> ReadAsync(HttpClient client, string forwardedFor, string? connection = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/courses/123/comments");
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        if (connection is not null)
        {
            request.Headers.Connection.Add(connection);
        }

        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
