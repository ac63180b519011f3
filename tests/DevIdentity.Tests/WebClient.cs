using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;
using Microsoft.IdentityModel.Tokens;

namespace CourseComments.DevIdentity.Tests;

/// <summary>A public client and its user's browser, which do the authorization code flow with PKCE (RFC 7636).</summary>
public sealed partial class WebClient(HttpClient http)
{
    public const string Id = "course-comments-web";
    public const string RedirectUri = "http://localhost:51234/callback";

    public string Verifier { get; } = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    /// <summary>The authorization request, with some parameters replaced or, where null, left out.</summary>
    public string AuthorizeUri(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["client_id"] = Id,
            ["redirect_uri"] = RedirectUri,
            ["response_type"] = "code",
            ["scope"] = "openid profile offline_access",
            ["state"] = "af0ifjsldkj",
            ["nonce"] = "n-0S6_WzA2Mj",
            ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return "/connect/authorize?" + string.Join('&', parameters
            .Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value!)}"));
    }

    /// <summary>Opens the sign-in page.</summary>
    public async Task<string> OpenAsync(string authorizeUri)
    {
        using var response = await http.GetAsync(new Uri(authorizeUri, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Sends the page's form as a browser does.</summary>
    public Task<HttpResponseMessage> SubmitAsync(string page, string user)
    {
        var form = Form().Match(page).Value;
        var fields = Hidden().Matches(form)
            .Select(field => KeyValuePair.Create(WebUtility.HtmlDecode(field.Groups["name"].Value), WebUtility.HtmlDecode(field.Groups["value"].Value)))
            .Append(KeyValuePair.Create("sign_in_as", user));
        return SendFormAsync(WebUtility.HtmlDecode(Action().Match(form).Groups["action"].Value), [.. fields]);
    }

    public async Task<HttpResponseMessage> SendFormAsync(string path, params KeyValuePair<string, string>[] fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await http.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    /// <summary>Signs in by the page and comes back with what the redirect says.</summary>
    public async Task<Dictionary<string, string>> AuthorizeAsync(string user, params (string Name, string? Value)[] changes)
    {
        using var response = await SubmitAsync(await OpenAsync(AuthorizeUri(changes)), user);
        return QueryOf(response);
    }

    public static Dictionary<string, string> QueryOf(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var query = HttpUtility.ParseQueryString(response.Headers.Location!.Query);
        return query.AllKeys.ToDictionary(key => key!, key => query[key]!);
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> RedeemAsync(string code, params (string Name, string Value)[] changes) =>
        TokenAsync([("grant_type", "authorization_code"), ("code", code), ("redirect_uri", RedirectUri), ("code_verifier", Verifier), .. changes]);

    public Task<(HttpStatusCode Status, JsonElement Body)> RefreshAsync(string refreshToken) =>
        TokenAsync([("grant_type", "refresh_token"), ("refresh_token", refreshToken)]);

    /// <summary>The tokens of a user who signed in by the page.</summary>
    public async Task<JsonElement> SignInAsync(string user, params (string Name, string? Value)[] changes)
    {
        var (status, tokens) = await RedeemAsync((await AuthorizeAsync(user, changes))["code"]);
        Assert.Equal(HttpStatusCode.OK, status);
        return tokens;
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> TokenAsync((string Name, string Value)[] parameters)
    {
        var fields = new Dictionary<string, string> { ["client_id"] = Id };
        foreach (var (name, value) in parameters)
        {
            fields[name] = value;
        }

        using var response = await SendFormAsync("/connect/token", [.. fields]);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("action=\"(?<action>[^\"]*)\"")]
    private static partial Regex Action();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();
}
