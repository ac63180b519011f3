using System.Net;

namespace CourseComments.DevIdentity.Tests;

/// <summary>Every authorization request and code that must get nobody a token.</summary>
public sealed class AuthorizationRefusalTests : IDisposable
{
    private readonly LocalProvider _provider = new();
    private readonly WebClient _client;

    public AuthorizationRefusalTests() => _client = new WebClient(_provider.Http);

    [Theory]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("scope", "openid everything", "invalid_scope")]
    public async Task Wrong_request_is_an_error_and_shows_no_page(string parameter, string? value, string error)
    {
        using var response = await GetAsync(_client.AuthorizeUri((parameter, value)));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith($"error:{error}\n", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_without_any_challenge_is_an_error_and_shows_no_page()
    {
        using var response = await GetAsync(_client.AuthorizeUri(("code_challenge", null), ("code_challenge_method", null)));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith("error:invalid_request\n", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_that_wants_no_page_to_be_shown_is_told_that_somebody_must_sign_in()
    {
        using var response = await GetAsync(_client.AuthorizeUri(("prompt", "none")));
        var answer = WebClient.QueryOf(response);

        Assert.StartsWith(WebClient.RedirectUri + "?", response.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(("login_required", "af0ifjsldkj"), (answer["error"], answer["state"]));
        Assert.False(answer.ContainsKey("code"));
    }

    [Theory]
    [InlineData("client_id", "somebody-else")]
    [InlineData("client_id", null)]
    [InlineData("redirect_uri", null)]
    [InlineData("redirect_uri", "https://evil.example/callback")]
    [InlineData("redirect_uri", "http://localhost.evil.example/callback")]
    [InlineData("redirect_uri", "http://localhost:51234/elsewhere")]
    [InlineData("redirect_uri", "http://localhost:51234/callback/../elsewhere")]
    [InlineData("redirect_uri", "http://user@localhost:51234/callback")]
    [InlineData("redirect_uri", "https://localhost:51234/callback")]
    public async Task Browser_is_not_sent_where_the_client_is_not_known_to_be(string parameter, string? value)
    {
        using var response = await GetAsync(_client.AuthorizeUri((parameter, value)));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
    }

    [Theory]
    [InlineData("http://localhost/callback")]
    [InlineData("http://localhost:49152/callback")]
    [InlineData("http://127.0.0.1:49152/callback")]
    [InlineData("http://localhost:5080/docs/")]
    public async Task Loopback_redirect_may_have_any_port(string redirectUri) =>
        Assert.True((await _client.AuthorizeAsync("taylor", ("redirect_uri", redirectUri))).ContainsKey("code"));

    [Theory]
    [InlineData("code_verifier", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "invalid_grant")]
    [InlineData("code_verifier", "", "invalid_request")]
    [InlineData("redirect_uri", "http://localhost:51235/callback", "invalid_grant")]
    [InlineData("client_id", "somebody-else", "invalid_client")]
    [InlineData("grant_type", "client_credentials", "unsupported_grant_type")]
    public async Task Code_is_good_for_nobody_but_who_asked_for_it(string parameter, string value, string error)
    {
        var code = (await _client.AuthorizeAsync("taylor"))["code"];
        var (status, body) = await _client.RedeemAsync(code, (parameter, value));

        Assert.InRange((int)status, 400, 401);
        Assert.Equal(error, body.GetProperty("error").GetString());
        Assert.False(body.TryGetProperty("access_token", out _));
    }

    [Fact]
    public async Task Code_is_good_once_and_its_second_use_ends_what_the_first_gave()
    {
        var code = (await _client.AuthorizeAsync("taylor"))["code"];
        var (_, first) = await _client.RedeemAsync(code);
        var (status, second) = await _client.RedeemAsync(code);
        var (refreshed, _) = await _client.RefreshAsync(first.GetProperty("refresh_token").GetString()!);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("invalid_grant", second.GetProperty("error").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, refreshed);
    }

    [Fact]
    public async Task Code_that_is_redeemed_many_times_at_once_gives_tokens_once_at_most()
    {
        var code = (await _client.AuthorizeAsync("taylor"))["code"];
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _client.RedeemAsync(code))));

        Assert.InRange(answers.Count(answer => answer.Status == HttpStatusCode.OK), 0, 1);
    }

    [Fact]
    public async Task Code_is_good_for_minutes_only()
    {
        var code = (await _client.AuthorizeAsync("taylor"))["code"];
        _provider.Time.Advance(TimeSpan.FromMinutes(6));
        var (status, body) = await _client.RedeemAsync(code);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("invalid_grant", body.GetProperty("error").GetString());
    }

    public void Dispose() => _provider.Dispose();

    private Task<HttpResponseMessage> GetAsync(string path) => _provider.Http.GetAsync(new Uri(path, UriKind.Relative));
}
