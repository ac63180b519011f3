using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;

namespace CourseComments.AppHost.Tests;

/// <summary>A learner who signs in by the page of the local identity provider, as with any OpenID Connect provider.</summary>
[Collection(AppHostDefinition.Name)]
public sealed partial class CodeFlowTests(AppHostFixture system)
{
    private const string RedirectUri = "http://localhost:5080/docs/";
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    [Fact]
    public async Task Learner_who_signed_in_by_the_page_gets_a_disposable_token()
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = system.IdentityUrl };
        var provider = await browser.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration");

        var code = await ChooseAsync(browser, provider.GetProperty("authorization_endpoint").GetString()!, "sam");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = "course-comments-web",
            ["code"] = code,
            ["redirect_uri"] = RedirectUri,
            ["code_verifier"] = Verifier,
        });
        using var redeemed = await browser.PostAsync(new Uri(provider.GetProperty("token_endpoint").GetString()!), form);
        var bearer = (await redeemed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        using var response = await system.PostAsync("/api/tokens", bearer);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("sam", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("tokenId").GetString());
    }

    /// <summary>Opens the sign-in page, chooses a user, and returns the code of the redirect.</summary>
    private static async Task<string> ChooseAsync(HttpClient browser, string authorizationEndpoint, string user)
    {
        var challenge = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var page = await browser.GetStringAsync(new Uri(
            $"{authorizationEndpoint}?client_id=course-comments-web&response_type=code&scope=openid&redirect_uri={Uri.EscapeDataString(RedirectUri)}"
            + $"&code_challenge={challenge}&code_challenge_method=S256"));
        var form = page[..page.IndexOf("</form>", StringComparison.Ordinal)];
        using var choice = new FormUrlEncodedContent(Hidden().Matches(form)
            .Select(field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value)))
            .Append(KeyValuePair.Create("sign_in_as", user)));
        using var response = await browser.PostAsync(new Uri(authorizationEndpoint), choice);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return HttpUtility.ParseQueryString(response.Headers.Location!.Query)["code"]!;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();
}
