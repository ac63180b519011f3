using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CourseComments.DevIdentity.Tests;

/// <summary>The authorization code flow with PKCE, from the sign-in page to the tokens.</summary>
public sealed class AuthorizationCodeTests : IDisposable
{
    private readonly LocalProvider _provider = new();
    private readonly WebClient _client;

    public AuthorizationCodeTests() => _client = new WebClient(_provider.Http);

    [Fact]
    public async Task User_who_signs_in_by_the_page_gets_tokens_that_validate()
    {
        var answer = await _client.AuthorizeAsync("taylor");
        Assert.Equal("af0ifjsldkj", answer["state"]);
        Assert.Equal(LocalProvider.Issuer, answer["iss"]);

        var (status, tokens) = await _client.RedeemAsync(answer["code"]);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Bearer", tokens.GetProperty("token_type").GetString());
        Assert.InRange(tokens.GetProperty("expires_in").GetInt32(), 899, 900);

        var access = await _provider.ValidateAsync(tokens.GetProperty("access_token").GetString()!, "course-comments");
        Assert.True(access.IsValid, access.Exception?.Message);
        Assert.Equal("taylor", access.Claims["sub"]);
        Assert.Equal("Taylor", access.Claims["name"]);
        Assert.False(access.Claims.ContainsKey("roles"));
        Assert.Equal(SecurityAlgorithms.EcdsaSha256, ((JsonWebToken)access.SecurityToken).Alg);

        var identity = await _provider.ValidateAsync(tokens.GetProperty("id_token").GetString()!, WebClient.Id);
        Assert.True(identity.IsValid, identity.Exception?.Message);
        Assert.Equal("taylor", identity.Claims["sub"]);
        Assert.Equal("n-0S6_WzA2Mj", identity.Claims["nonce"]);
    }

    [Fact]
    public async Task Userinfo_says_who_signed_in()
    {
        var tokens = await _client.SignInAsync("morgan");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("access_token").GetString()) },
        };
        using var response = await _provider.Http.SendAsync(request);
        var user = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("morgan", user.GetProperty("sub").GetString());
        Assert.Equal("Morgan", user.GetProperty("name").GetString());
        Assert.Equal(["comments-admin"], user.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
    }

    public void Dispose() => _provider.Dispose();
}
