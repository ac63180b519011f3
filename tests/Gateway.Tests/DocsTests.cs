using System.Net;
using System.Text.RegularExpressions;

namespace CourseComments.Gateway.Tests;

public sealed partial class DocsTests : IAsyncLifetime
{
    private readonly GatewayFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData("/docs")]
    [InlineData("/docs/")]
    [InlineData("/docs/tokens.json")]
    [InlineData("/docs/comments.json")]
    [InlineData("/docs/x.json")]
    [InlineData("/docs/scalar.js")]
    [InlineData("/scalar")]
    [InlineData("/scalar/v1")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/openapi/tokens.json")]
    public async Task Deployed_gateway_has_no_documentation(string path)
    {
        using var client = _fixture.Gateway("Production");
        using var response = await GetAsync(client, path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.All(_fixture.Backends.Values, backend => Assert.Empty(backend.Received));
    }

    [Theory]
    [InlineData("/openapi/v1.json")]
    [InlineData("/scalar")]
    [InlineData("/tokens/openapi/v1.json")]
    public async Task Services_own_documents_are_nowhere_else_in_development(string path)
    {
        using var client = _fixture.Gateway("Development");
        using var response = await GetAsync(client, path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.All(_fixture.Backends.Values, backend => Assert.Empty(backend.Received));
    }

    [Theory]
    [InlineData("Production", "true", HttpStatusCode.OK)]
    [InlineData("Development", "false", HttpStatusCode.NotFound)]
    public async Task Setting_decides_over_the_environment(string environment, string enabled, HttpStatusCode expected)
    {
        using var client = _fixture.Gateway(environment, ("Docs:Enabled", enabled));
        using var page = await GetAsync(client, "/docs/");
        using var document = await GetAsync(client, "/docs/tokens.json");

        Assert.Equal((expected, expected), (page.StatusCode, document.StatusCode));
    }

    [Theory]
    [InlineData("/docs/tokens.json", "tokens")]
    [InlineData("/docs/comments.json", "webhooks")]
    public async Task Documents_are_those_of_the_services(string path, string service)
    {
        using var client = _fixture.Gateway("Development");
        using var response = await GetAsync(client, path);

        Assert.Equal(service, await response.Content.ReadAsStringAsync());
        Assert.Equal("/openapi/v1.json", Assert.Single(_fixture.Backends[service].Received).Target);
    }

    [Fact]
    public async Task Page_shows_both_documents_and_names_nothing_outside()
    {
        using var client = _fixture.Gateway("Development");
        var page = await client.GetStringAsync(new Uri("/docs", UriKind.Relative));

        Assert.Contains("docs/tokens.json", page, StringComparison.Ordinal);
        Assert.Contains("docs/comments.json", page, StringComparison.Ordinal);
        Assert.DoesNotContain("//", page.Replace("<!doctype html>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("\"withDefaultFonts\":false", page, StringComparison.Ordinal);
        Assert.Contains("\"telemetry\":false", page, StringComparison.Ordinal);
        Assert.Contains("\"agent\":{\"disabled\":true}", page, StringComparison.Ordinal);
        Assert.Contains("\"mcp\":{\"disabled\":true}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("proxy", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Scripts_of_the_page_come_from_the_gateway()
    {
        using var client = _fixture.Gateway("Development");
        var page = await client.GetStringAsync(new Uri("/docs/", UriKind.Relative));
        var scripts = ScriptSource().Matches(page).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(scripts);
        foreach (var script in scripts)
        {
            using var response = await GetAsync(client, $"/docs/{script}");
            Assert.Equal("text/javascript", response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task Page_runs_only_scripts_that_carry_this_answers_nonce()
    {
        using var client = _fixture.Gateway("Development");
        using var first = await GetAsync(client, "/docs/");
        using var second = await GetAsync(client, "/docs/");
        var page = await first.Content.ReadAsStringAsync();
        var nonce = Nonce().Match(PolicyOf(first)).Groups[1].Value;

        Assert.NotEmpty(nonce);
        Assert.NotEqual(PolicyOf(first), PolicyOf(second));
        Assert.All(Script().Matches(page), script => Assert.Contains($"nonce=\"{nonce}\"", script.Value, StringComparison.Ordinal));
        Assert.Equal(
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; img-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            PolicyOf(first));
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/nowhere")]
    [InlineData("/docs/tokens.json")]
    [InlineData("/api/courses/123/comments")]
    public async Task Everything_else_still_renders_nothing(string path)
    {
        using var client = _fixture.Gateway("Development");
        using var response = await GetAsync(client, path);

        Assert.Equal("default-src 'none'; frame-ancestors 'none'", PolicyOf(response));
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    private static string PolicyOf(HttpResponseMessage response) => Assert.Single(response.Headers.GetValues("Content-Security-Policy"));

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();

    [GeneratedRegex("<script[^>]* src=\"([^\"]+)\"")]
    private static partial Regex ScriptSource();

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();
}
