using System.Net;
using System.Net.Http.Headers;

namespace CourseComments.Gateway.Tests;

public sealed class HardeningTests : IAsyncLifetime
{
    private readonly GatewayFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData("/api/courses/123/comments")]
    [InlineData("/nowhere")]
    [InlineData("/health")]
    public async Task Every_answer_tells_browsers_to_do_nothing_else_with_it(string path)
    {
        using var client = _fixture.Gateway("Production");
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("X-Real-IP", "203.0.113.7")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-Proto", "gopher")]
    [InlineData("X-Forwarded-Prefix", "/evil")]
    [InlineData("X-Forwarded-User", "mallory")]
    [InlineData("X-MS-Client-Principal", "mallory")]
    [InlineData("X-MS-Client-Principal-Id", "mallory")]
    [InlineData("X-MS-Client-Principal-Name", "mallory")]
    [InlineData("X-MS-Token-AAD-Access-Token", "mallory")]
    [InlineData("X-Auth-Request-User", "mallory")]
    [InlineData("X-Auth-Request-Email", "mallory")]
    [InlineData("X-User", "mallory")]
    [InlineData("x-user-id", "mallory")]
    [InlineData("Remote-User", "mallory")]
    [InlineData("X-Client-IP", "203.0.113.7")]
    [InlineData("True-Client-IP", "203.0.113.7")]
    [InlineData("X-Cluster-Client-IP", "203.0.113.7")]
    [InlineData("X-Envoy-External-Address", "203.0.113.7")]
    [InlineData("X-Original-Host", "evil.example")]
    [InlineData("X-Rewrite-URL", "/evil")]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [InlineData("Proxy-Authorization", "Basic bWFsbG9yeQ==")]
    [InlineData("TE", "trailers")]
    public async Task Header_that_only_a_proxy_may_send_does_not_pass(string header, string value)
    {
        using var client = _fixture.Gateway("Production");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tokens");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await client.SendAsync(request);

        var received = Assert.Single(_fixture.Backends["tokens"].Received);
        Assert.DoesNotContain(received.Headers, sent => sent.Value.Contains(value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bearer_token_passes()
    {
        using var client = _fixture.Gateway("Production");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tokens");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "a.b.c");
        using var response = await client.SendAsync(request);

        Assert.Equal("Bearer a.b.c", Assert.Single(_fixture.Backends["tokens"].Received).Headers["Authorization"]);
    }

    [Fact]
    public async Task No_web_page_may_call_by_default()
    {
        using var client = _fixture.Gateway("Production");
        using var response = await AskAsync(client, "https://learn.example");

        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("https://learn.example", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("http://learn.example", false)]
    public async Task Only_configured_origins_may_call(string origin, bool isAllowed)
    {
        using var client = _fixture.Gateway("Production", ("Cors:AllowedOrigins:0", "https://learn.example"));
        using var response = await AskAsync(client, origin);

        Assert.Equal(isAllowed, response.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Empty(_fixture.Backends["tokens"].Received);
    }

    [Fact]
    public async Task Web_page_may_ask_whether_its_copy_of_a_page_still_holds()
    {
        using var client = _fixture.Gateway("Production", ("Cors:AllowedOrigins:0", "https://learn.example"));
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/courses/123/comments");
        preflight.Headers.Add("Origin", "https://learn.example");
        preflight.Headers.Add("Access-Control-Request-Method", "GET");
        preflight.Headers.Add("Access-Control-Request-Headers", "if-none-match");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/courses/123/comments");
        request.Headers.Add("Origin", "https://learn.example");
        using var allowed = await client.SendAsync(preflight);
        using var answer = await client.SendAsync(request);

        Assert.Contains("If-None-Match", allowed.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("ETag", answer.Headers.GetValues("Access-Control-Expose-Headers").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://learn.example,https://teach.example", true)]
    [InlineData("https://learn.example https://teach.example", true)]
    [InlineData("https://teach.example, https://learn.example", true)]
    [InlineData("", false)]
    public async Task One_entry_may_hold_several_origins_or_none(string entry, bool isAllowed)
    {
        using var client = _fixture.Gateway("Production", ("Cors:AllowedOrigins:0", entry));
        using var response = await AskAsync(client, "https://learn.example");

        Assert.Equal(isAllowed, response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("/webhooks/momento")]
    [InlineData("/api/tokens")]
    [InlineData("/api/courses/123/comments")]
    public async Task Body_over_32_kib_stops_at_the_door(string path)
    {
        using var client = _fixture.Gateway("Production");
        using var content = new ByteArrayContent(new byte[(32 * 1024) + 1]);
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.All(_fixture.Backends.Values, backend => Assert.Empty(backend.Received));
    }

    [Theory]
    [InlineData("PUT", "/api/admin/denied/taylor")]
    [InlineData("DELETE", "/api/admin/denied/taylor")]
    public async Task Route_that_takes_no_body_gets_none(string method, string path)
    {
        using var client = _fixture.Gateway("Production");
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new ByteArrayContent(new byte[1]) };
        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(_fixture.Backends["tokens"].Received);
    }

    [Fact]
    public async Task No_web_page_may_administrate()
    {
        using var client = _fixture.Gateway("Production", ("Cors:AllowedOrigins:0", "https://learn.example"));
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/admin/denied/taylor");
        request.Headers.Add("Origin", "https://learn.example");
        request.Headers.Add("Access-Control-Request-Method", "PUT");
        using var response = await client.SendAsync(request);

        Assert.DoesNotContain("PUT", string.Concat(response.Headers.Where(header => header.Key == "Access-Control-Allow-Methods").SelectMany(header => header.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhook_that_takes_too_long_is_given_up()
    {
        var never = new TaskCompletionSource();
        _fixture.Backends["webhooks"].Answer = never.Task;
        using var client = _fixture.Gateway("Production", ("ReverseProxy:Clusters:webhooks:HttpRequest:ActivityTimeout", "00:00:00.200"));
        using var content = new ByteArrayContent([]);
        using var response = await client.PostAsync(new Uri("/webhooks/momento", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Contains("urn:coursecomments:problem:service-unavailable", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tokens", "POST", "/api/tokens")]
    [InlineData("momento-webhook", "POST", "/webhooks/momento")]
    [InlineData("read-comments", "GET", "/api/courses/1/comments")]
    public async Task Service_that_takes_longer_than_the_route_allows_is_a_gateway_timeout(string route, string method, string path)
    {
        var never = new TaskCompletionSource();
        foreach (var backend in _fixture.Backends.Values)
        {
            backend.Answer = never.Task;
        }

        using var client = _fixture.Gateway("Production", ($"ReverseProxy:Routes:{route}:Timeout", "00:00:00.200"));
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Contains("urn:coursecomments:problem:service-unavailable", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/tokens");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization");
        return await client.SendAsync(request);
    }
}
