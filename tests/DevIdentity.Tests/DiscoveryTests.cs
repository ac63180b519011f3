using System.Net;
using System.Text.Json;

namespace CourseComments.DevIdentity.Tests;

/// <summary>What clients find out before they start, and who may ask from a browser.</summary>
public sealed class DiscoveryTests : IDisposable
{
    private readonly LocalProvider _provider = new();

    [Fact]
    public async Task Discovery_names_every_endpoint_and_nothing_that_is_refused()
    {
        var document = await _provider.DiscoverAsync();

        Assert.Equal(LocalProvider.Issuer, document.GetProperty("issuer").GetString());
        foreach (var endpoint in new[]
            { "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "end_session_endpoint", "revocation_endpoint", "jwks_uri" })
        {
            Assert.True(Uri.IsWellFormedUriString(document.GetProperty(endpoint).GetString(), UriKind.Absolute), endpoint);
        }

        Assert.Equal(["code"], Texts(document, "response_types_supported"));
        Assert.Equal(["authorization_code", "refresh_token"], Texts(document, "grant_types_supported").Order());
        Assert.Equal(["S256"], Texts(document, "code_challenge_methods_supported"));
        Assert.Equal(["ES256"], Texts(document, "id_token_signing_alg_values_supported"));
        Assert.Equal(["none"], Texts(document, "token_endpoint_auth_methods_supported"));
        Assert.Equal(["offline_access", "openid", "profile"], Texts(document, "scopes_supported").Order());
    }

    [Theory]
    [InlineData("http://localhost:5173", true)]
    [InlineData("http://127.0.0.1:5173", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("null", false)]
    public async Task Scripts_of_this_machines_pages_may_read_and_no_others(string origin, bool allowed)
    {
        foreach (var path in new[] { "/.well-known/openid-configuration", "/.well-known/jwks.json", "/connect/userinfo" })
        {
            Assert.Equal(allowed ? origin : null, await AllowedOriginAsync(HttpMethod.Get, path, origin));
        }

        Assert.Equal(allowed ? origin : null, await AllowedOriginAsync(HttpMethod.Post, "/connect/token", origin));
    }

    [Theory]
    [InlineData("/dev/sign-in")]
    [InlineData("/connect/authorize")]
    public async Task Scripts_of_pages_may_not_sign_anybody_in(string path) =>
        Assert.Null(await AllowedOriginAsync(HttpMethod.Post, path, "http://localhost:5173"));

    /// <summary>A page may give this machine's address a name of the page's own: then the browser takes both for one site.</summary>
    [Theory]
    [InlineData("localhost:5173", HttpStatusCode.OK)]
    [InlineData("[::1]:5173", HttpStatusCode.OK)]
    [InlineData("evil.example:5173", HttpStatusCode.BadRequest)]
    public async Task Only_this_machines_names_are_answered(string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration");
        request.Headers.Host = host;
        using var response = await _provider.Http.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Preflight_of_the_userinfo_request_is_answered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/connect/userinfo");
        request.Headers.Add("Origin", "http://localhost:5173");
        request.Headers.Add("Access-Control-Request-Method", "GET");
        request.Headers.Add("Access-Control-Request-Headers", "authorization");
        using var response = await _provider.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(["Authorization,Content-Type"], response.Headers.GetValues("Access-Control-Allow-Headers"));
    }

    public void Dispose() => _provider.Dispose();

    private static IEnumerable<string?> Texts(JsonElement document, string name) =>
        document.GetProperty(name).EnumerateArray().Select(item => item.GetString());

    private async Task<string?> AllowedOriginAsync(HttpMethod method, string path, string origin)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", origin);
        using var response = await _provider.Http.SendAsync(request);
        return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? Assert.Single(origins) : null;
    }
}
