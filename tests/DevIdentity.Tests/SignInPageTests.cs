using System.Net;

namespace CourseComments.DevIdentity.Tests;

/// <summary>The sign-in page, as a browser gets it.</summary>
public sealed class SignInPageTests : IDisposable
{
    private readonly LocalProvider _provider = new(settings: ("DevIdentity:Users:0:Name", "<b>Taylor</b> \"& Co\""));
    private readonly WebClient _client;

    public SignInPageTests() => _client = new WebClient(_provider.Http);

    [Fact]
    public async Task Page_offers_the_configured_users_and_anybody_else()
    {
        var page = await _client.OpenAsync(_client.AuthorizeUri());

        Assert.Contains("value=\"taylor\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"sam\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"morgan\"", page, StringComparison.Ordinal);
        Assert.Contains("<label for=\"somebody\">", page, StringComparison.Ordinal);
        Assert.Contains("<input id=\"somebody\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_from_outside_is_text_and_not_html()
    {
        var page = await _client.OpenAsync(_client.AuthorizeUri(("state", "\"><script>alert(1)</script>")));

        Assert.Contains("&lt;b&gt;Taylor&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        using var response = await _client.SubmitAsync(page, "taylor");
        Assert.Equal("\"><script>alert(1)</script>", WebClient.QueryOf(response)["state"]);
    }

    [Fact]
    public async Task Page_runs_no_script_is_not_framed_and_leads_to_the_client_alone()
    {
        using var response = await _provider.Http.GetAsync(new Uri(_client.AuthorizeUri(), UriKind.Relative));
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));

        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.Contains("; form-action 'self' http://localhost:51234; frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Style_sheet_is_the_one_that_the_policy_lets_through()
    {
        using var response = await _provider.Http.GetAsync(new Uri(_client.AuthorizeUri(), UriKind.Relative));
        var page = await response.Content.ReadAsStringAsync();
        var style = page[(page.IndexOf("<style>", StringComparison.Ordinal) + 7)..page.IndexOf("</style>", StringComparison.Ordinal)];
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)));

        Assert.Contains($"'sha256-{hash}'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_of_another_site_signs_nobody_in()
    {
        var page = await _client.OpenAsync(_client.AuthorizeUri());
        using var elsewhere = _provider.NewBrowser();
        using var response = await new WebClient(elsewhere).SubmitAsync(page, "taylor");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("role=\"alert\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_in_the_link_signs_nobody_in()
    {
        using var response = await _provider.Http.GetAsync(new Uri(_client.AuthorizeUri(("sign_in_as", "taylor")), UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("")]
    public async Task Nobody_is_no_user(string user)
    {
        using var response = await _client.SubmitAsync(await _client.OpenAsync(_client.AuthorizeUri()), user);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("must be 1 to 255 characters", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_else_signs_in_under_the_id_typed()
    {
        var tokens = await _client.SignInAsync("robin");
        var access = await _provider.ValidateAsync(tokens.GetProperty("access_token").GetString()!, "course-comments");

        Assert.Equal(("robin", "robin"), (access.Claims["sub"], access.Claims["name"]));
    }

    public void Dispose() => _provider.Dispose();
}
