using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CourseComments.Gateway.Tests;

public sealed class ForwardingTests : IAsyncLifetime
{
    private readonly GatewayFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Headers_that_connection_names_go_no_further()
    {
        var received = await SendAsync(("Connection", "X-Hop, x-other"), ("X-Hop", "1"), ("X-Other", "2"), ("X-Stays", "3"));

        Assert.DoesNotContain("X-Hop", received.Headers);
        Assert.DoesNotContain("X-Other", received.Headers);
        Assert.Equal("3", received.Headers["X-Stays"]);
    }

    [Fact]
    public async Task Connection_cannot_name_away_what_the_gateway_says_or_what_frames_the_request()
    {
        var received = await SendAsync(
            ("Connection", "X-Forwarded-For, X-Forwarded-Proto, Host, Content-Length"), ("X-Forwarded-For", "203.0.113.7"), ("Host", "learn.example"));

        Assert.Equal("127.0.0.1", received.Headers["X-Forwarded-For"]);
        Assert.Equal("http", received.Headers["X-Forwarded-Proto"]);
        Assert.Equal("learn.example", received.Headers["X-Forwarded-Host"]);
        Assert.Equal("2", received.Headers["Content-Length"]);
        Assert.Equal("{}"u8, received.Body);
    }

    /// <summary>What cannot be sent on is a fault of the service's to YARP, and after some the service counts as away.</summary>
    [Fact]
    public async Task Header_beyond_ascii_passes_as_it_is()
    {
        using var utf8 = new SocketsHttpHandler { RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8 };
        using var client = new HttpClient(utf8) { BaseAddress = _fixture.Start("Production").ClientOptions.BaseAddress };
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Course", "Einführung");

        Assert.Equal(HttpStatusCode.OK, await SendAsync(client, "POST", "/api/tokens"));
        Assert.Equal("Einführung", Assert.Single(_fixture.Backends["tokens"].Received).Headers["X-Course"]);
    }

    [Fact]
    public async Task Without_a_collector_no_trace_is_begun()
    {
        var received = await SendAsync(("X-Stays", "3"));

        Assert.DoesNotContain("traceparent", received.Headers);
        Assert.DoesNotContain("Request-Id", received.Headers);
    }

    [Theory]
    [InlineData("X-Forwarded-Port")]
    [InlineData("X-Forwarded-Preferred-Username")]
    [InlineData("X-Original-Proto")]
    [InlineData("X-Original-Method")]
    [InlineData("Keep-Alive")]
    [InlineData("Proxy-Connection")]
    public async Task Header_for_one_connection_or_for_proxies_goes_no_further(string header)
    {
        var received = await SendAsync((header, "mallory"));

        Assert.DoesNotContain(header, received.Headers);
    }

    [Theory]
    [InlineData("POST", "/api/tokens")]
    [InlineData("POST", "/api/courses/123/comments")]
    [InlineData("POST", "/webhooks/momento")]
    public async Task Request_that_fails_at_the_service_was_sent_once(string method, string target)
    {
        using var client = _fixture.Gateway("Production");
        await SendAsync(client, method, target); // The connection is warm now: a stale one is what tempts to try again.
        _fixture.Backends["tokens"].Received.Clear();
        _fixture.Backends["webhooks"].Received.Clear();
        foreach (var backend in _fixture.Backends.Values)
        {
            backend.Respond = context => context.Abort();
        }

        Assert.Equal(HttpStatusCode.BadGateway, await SendAsync(client, method, target));
        Assert.Single(_fixture.Backends.Values.SelectMany(backend => backend.Received));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    public async Task Failure_that_a_service_answers_is_the_answer(HttpStatusCode status)
    {
        _fixture.Backends["webhooks"].Respond = context => context.Response.StatusCode = (int)status;
        using var client = _fixture.Gateway("Production");

        Assert.Equal(status, await SendAsync(client, "POST", "/webhooks/momento"));
        Assert.Single(_fixture.Backends["webhooks"].Received);
    }

    /// <summary>Container Apps answers on HTTPS, and Aspire hands out such addresses under the name of the HTTP endpoint.</summary>
    [Fact]
    public async Task Service_that_is_named_with_https_is_asked_over_https()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=tokens", key, HashAlgorithmName.SHA256).CreateSelfSigned(now, now.AddHours(1));
        await using var tokens = await Backend.StartAsync("tokens over https", certificate);
        using var client = _fixture.Gateway(
            "Production",
            ("services:tokens:http:0", tokens.Url),
            ("ReverseProxy:Clusters:tokens:HttpClient:DangerousAcceptAnyServerCertificate", "true"));

        using var response = await client.PostAsync(new Uri("/api/tokens", UriKind.Relative), new StringContent("{}"));

        Assert.StartsWith("https://", tokens.Url, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("tokens over https", await response.Content.ReadAsStringAsync());
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string method, string target)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), target) { Content = new ByteArrayContent("{}"u8.ToArray()) };
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<ReceivedRequest> SendAsync(params (string Name, string Value)[] headers)
    {
        using var client = _fixture.Gateway("Production");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tokens") { Content = new ByteArrayContent("{}"u8.ToArray()) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Assert.Single(_fixture.Backends["tokens"].Received);
    }
}
