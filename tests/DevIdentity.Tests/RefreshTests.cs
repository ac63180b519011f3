using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace CourseComments.DevIdentity.Tests;

/// <summary>Refresh tokens, and what ends them.</summary>
public sealed class RefreshTests : IDisposable
{
    private readonly LocalProvider _provider = new();
    private readonly WebClient _client;

    public RefreshTests() => _client = new WebClient(_provider.Http);

    [Fact]
    public async Task Refresh_gives_new_tokens_for_the_same_user()
    {
        var first = await _client.SignInAsync("morgan");
        _provider.Time.Advance(TimeSpan.FromMinutes(20));
        var (status, second) = await _client.RefreshAsync(RefreshTokenOf(first));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotEqual(RefreshTokenOf(first), RefreshTokenOf(second));
        var access = await _provider.ValidateAsync(second.GetProperty("access_token").GetString()!, "course-comments");
        Assert.True(access.IsValid, access.Exception?.Message);
        Assert.Equal(("morgan", "Morgan", "comments-admin"), (access.Claims["sub"], access.Claims["name"], access.Claims["roles"]));
        Assert.False((await _provider.ValidateAsync(first.GetProperty("access_token").GetString()!, "course-comments")).IsValid);
    }

    [Fact]
    public async Task Refresh_token_is_good_once_and_its_second_use_ends_the_sign_in()
    {
        var first = await _client.SignInAsync("taylor");
        var (_, second) = await _client.RefreshAsync(RefreshTokenOf(first));
        var (reused, body) = await _client.RefreshAsync(RefreshTokenOf(first));
        var (newest, _) = await _client.RefreshAsync(RefreshTokenOf(second));

        Assert.Equal(HttpStatusCode.BadRequest, reused);
        Assert.Equal("invalid_grant", body.GetProperty("error").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, newest);
    }

    [Fact]
    public async Task Without_offline_access_there_is_no_refresh_token() =>
        Assert.False((await _client.SignInAsync("taylor", ("scope", "openid"))).TryGetProperty("refresh_token", out _));

    [Fact]
    public async Task Identity_token_without_the_scope_profile_names_nobody()
    {
        var tokens = await _client.SignInAsync("morgan", ("scope", "openid"));
        var identity = new JsonWebToken(tokens.GetProperty("id_token").GetString());
        var access = new JsonWebToken(tokens.GetProperty("access_token").GetString());

        Assert.DoesNotContain(identity.Claims, claim => claim.Type is "name" or "roles");
        Assert.Equal("Morgan", access.GetClaim("name").Value);
    }

    [Fact]
    public async Task Revoked_refresh_token_is_refused()
    {
        var token = RefreshTokenOf(await _client.SignInAsync("taylor"));
        using var revoked = await _client.SendFormAsync("/connect/revoke", new("client_id", WebClient.Id), new("token", token));
        var (status, _) = await _client.RefreshAsync(token);

        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task Signing_out_ends_the_sign_in_and_leads_back_to_the_client()
    {
        var tokens = await _client.SignInAsync("taylor");
        using var response = await EndSessionAsync(
            $"id_token_hint={tokens.GetProperty("id_token").GetString()}&post_logout_redirect_uri=http://localhost:51234/&state=bye");
        var (status, _) = await _client.RefreshAsync(RefreshTokenOf(tokens));

        Assert.Equal("http://localhost:51234/?state=bye", response.Headers.Location?.AbsoluteUri);
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task Signing_out_never_leads_to_a_foreign_page()
    {
        using var response = await EndSessionAsync($"client_id={WebClient.Id}&post_logout_redirect_uri=https://evil.example/");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
    }

    [Fact]
    public async Task Signing_out_without_a_way_back_leads_to_a_page_that_says_so()
    {
        using var response = await EndSessionAsync("");
        using var page = await _provider.Http.GetAsync(response.Headers.Location);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Signed out", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_code_and_no_token_is_logged_even_when_much_is()
    {
        using var provider = new LocalProvider(settings: [("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:OpenIddict", "Information"), ("Logging:LogLevel:Microsoft.AspNetCore", "Information")]);
        var client = new WebClient(provider.Http);
        var code = (await client.AuthorizeAsync("taylor"))["code"];
        var (_, first) = await client.RedeemAsync(code);
        var (_, second) = await client.RefreshAsync(RefreshTokenOf(first));

        Assert.NotEmpty(provider.Logs.All);
        string[] secrets = [code, RefreshTokenOf(first), RefreshTokenOf(second), second.GetProperty("access_token").GetString()!];
        Assert.All(secrets, secret => Assert.DoesNotContain(provider.Logs.All, entry => entry.Contains(secret, StringComparison.Ordinal)));
    }

    public void Dispose() => _provider.Dispose();

    private static string RefreshTokenOf(JsonElement tokens) => tokens.GetProperty("refresh_token").GetString()!;

    private Task<HttpResponseMessage> EndSessionAsync(string query) =>
        _provider.Http.GetAsync(new Uri($"/connect/end-session?{query}", UriKind.Relative));
}
