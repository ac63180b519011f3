using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace CourseComments.Gateway.Tests;

public sealed class GatewayTests : IAsyncLifetime
{
    private readonly GatewayFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData("POST", "/api/tokens", "tokens")]
    [InlineData("POST", "/api/courses/123/comments", "tokens")]
    [InlineData("GET", "/api/courses/123/comments?limit=2&cursor=abc", "webhooks")]
    [InlineData("POST", "/webhooks/momento", "webhooks")]
    [InlineData("GET", "/api/admin/denied", "tokens")]
    [InlineData("PUT", "/api/admin/denied/~a-b_c.d@e", "tokens")]
    [InlineData("DELETE", "/api/admin/denied/taylor", "tokens")]
    public async Task Public_routes_lead_to_their_service(string method, string target, string service)
    {
        using var client = _fixture.Gateway("Production");
        using var response = await SendAsync(client, method, target);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(service, await response.Content.ReadAsStringAsync());
        var received = Assert.Single(_fixture.Backends[service].Received);
        Assert.Equal((method, target), (received.Method, received.Target));
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/api/tokens")]
    [InlineData("DELETE", "/api/tokens")]
    [InlineData("PUT", "/api/courses/123/comments")]
    [InlineData("GET", "/api/courses/123")]
    [InlineData("GET", "/api/courses/123/comments/1")]
    [InlineData("GET", "/webhooks/momento")]
    [InlineData("POST", "/webhooks/other")]
    [InlineData("POST", "/api/admin/denied")]
    [InlineData("DELETE", "/api/admin/denied")]
    [InlineData("GET", "/api/admin/denied/taylor")]
    [InlineData("POST", "/api/admin/denied/taylor")]
    [InlineData("PUT", "/api/admin/denied/taylor/more")]
    [InlineData("GET", "/api/admin")]
    [InlineData("POST", "/dev/sign-in")]
    [InlineData("GET", "/.well-known/openid-configuration")]
    public async Task Nothing_else_is_reachable_from_outside(string method, string target)
    {
        using var client = _fixture.Gateway("Production");
        using var response = await SendAsync(client, method, target);

        Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, $"{response.StatusCode}");
        Assert.All(_fixture.Backends.Values, backend => Assert.Empty(backend.Received));
    }

    [Fact]
    public void Routes_are_these_and_no_others()
    {
        var routes = _fixture.Services("Production").GetRequiredService<IProxyConfigProvider>().GetConfig().Routes;

        Assert.Equal(
            [
                "DELETE,PUT /api/admin/denied/{tokenId} 0",
                "GET /api/admin/denied 0",
                "GET /api/courses/{courseId}/comments 0",
                "POST /api/courses/{courseId}/comments 32768",
                "POST /api/tokens 32768",
                "POST /webhooks/momento 32768",
            ],
            routes.Select(route => $"{string.Join(',', route.Match.Methods!.Order(StringComparer.Ordinal))} {route.Match.Path} {route.MaxRequestBodySize}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Health_is_the_gateways_own()
    {
        using var client = _fixture.Gateway("Production");
        using var response = await SendAsync(client, "GET", "/health");

        Assert.Equal("Healthy", await response.Content.ReadAsStringAsync());
        Assert.All(_fixture.Backends.Values, backend => Assert.Empty(backend.Received));
    }

    [Fact]
    public async Task Sign_in_is_reachable_in_development()
    {
        using var client = _fixture.Gateway("Development");
        using var response = await SendAsync(client, "POST", "/dev/sign-in");

        Assert.Equal("identity", await response.Content.ReadAsStringAsync());
    }

    /// <summary>A page may give this machine's address a name of the page's own: then the browser takes both for one site.</summary>
    [Theory]
    [InlineData("Development", "localhost", HttpStatusCode.OK)]
    [InlineData("Development", "learn.localhost", HttpStatusCode.OK)]
    [InlineData("Development", "evil.example", HttpStatusCode.BadRequest)]
    [InlineData("Production", "learn.example", HttpStatusCode.OK)]
    public async Task In_development_only_this_machines_names_are_answered(string environment, string host, HttpStatusCode expected)
    {
        using var client = _fixture.Gateway(environment);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tokens");
        request.Headers.Host = host;
        using var response = await client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Webhook_passes_byte_for_byte_with_its_signature()
    {
        // Not valid UTF-8, not canonical JSON: whoever rewrites it breaks the signature.
        byte[] body = [.. "{ \"text\" :\t\"\\u00e9\" }\r\n"u8, 0x00, 0xff, 0xfe];
        using var client = _fixture.Gateway("Production");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/momento") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8");
        request.Headers.Add("momento-signature", "b43f72787eb66410ff110295b036ef828e5686af21b414ce092f02c05deea3da");
        request.Headers.TryAddWithoutValidation("User-Agent", "Momento/1.0 (Webhooks; +https://docs.momentohq.com/topics/webhooks)");

        using var response = await client.SendAsync(request);

        var received = Assert.Single(_fixture.Backends["webhooks"].Received);
        Assert.Equal(body, received.Body);
        Assert.Equal("b43f72787eb66410ff110295b036ef828e5686af21b414ce092f02c05deea3da", received.Headers["momento-signature"]);
        Assert.Equal("application/json; charset=utf-8", received.Headers["Content-Type"]);
    }

    [Fact]
    public async Task Forwarding_headers_of_a_client_are_replaced()
    {
        using var client = _fixture.Gateway("Production");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tokens");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Host", "evil.example");

        using var response = await client.SendAsync(request);

        var received = Assert.Single(_fixture.Backends["tokens"].Received);
        Assert.DoesNotContain("203.0.113.7", string.Concat(received.Headers.Values), StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", string.Concat(received.Headers.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_that_is_away_gives_a_gateway_error()
    {
        using var client = _fixture.Gateway("Production");
        await _fixture.Backends["tokens"].DisposeAsync();
        using var response = await SendAsync(client, "POST", "/api/tokens");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string target)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        return await client.SendAsync(request);
    }
}
