using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CourseComments.TestSupport;
using CourseComments.TestSupport.Refusals;
using Microsoft.Extensions.Logging;

namespace CourseComments.TokenService.Tests;

/// <summary>The endpoint that changes the deny list: who may, what it takes, and what is put on record.</summary>
public sealed class AdministrationTests : IAsyncLifetime
{
    private const string Digest = "~47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";
    private readonly TokenServiceFixture _service = new();

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    public static TheoryData<string, string> Requests => new()
    {
        { "GET", "/api/admin/denied" },
        { "PUT", "/api/admin/denied/taylor" },
        { "DELETE", "/api/admin/denied/taylor" },
    };

    [Fact]
    public async Task Denying_and_allowing_are_idempotent_and_the_list_is_sorted()
    {
        foreach (var tokenId in new[] { "taylor", "Sam", "taylor", Digest, "a.b@c-d_e" })
        {
            Assert.Equal(HttpStatusCode.NoContent, await _service.DenyAsync(tokenId));
        }

        Assert.Equal(["Sam", "a.b@c-d_e", "taylor", Digest], await ListAsync());

        Assert.Equal(HttpStatusCode.NoContent, await _service.AllowAsync("taylor"));
        Assert.Equal(HttpStatusCode.NoContent, await _service.AllowAsync("taylor"));
        Assert.Equal(["Sam", "a.b@c-d_e", Digest], await ListAsync());
    }

    [Fact]
    public async Task List_of_nobody_is_empty() => Assert.Empty(await ListAsync());

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Answers_are_not_for_caches(string method, string path)
    {
        using var response = await SendAsync(method, path, _service.AdminToken());

        Assert.True(response.IsSuccessStatusCode);
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Without_a_valid_bearer_token_it_is_401(string method, string path)
    {
        foreach (var fault in BadBearers.Faults)
        {
            var bearer = BadBearers.Of(fault, _service.Identity, TestIdentity.Issuer, "ada", ("roles", "comments-admin"));
            using var response = await SendAsync(method, path, bearer);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }

        Assert.Empty(await ListAsync());
        Assert.Empty(Audit);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Without_the_role_it_is_403_and_on_record(string method, string path)
    {
        foreach (var role in new[] { "learner", "Comments-Admin", "comments-admins", "" })
        {
            using var response = await SendAsync(method, path, _service.AdminToken("mallory", role));
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.Contains("urn:coursecomments:problem:forbidden", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Empty(await ListAsync());
        Assert.Equal(4, Audit.Count);
        Assert.All(Audit, entry => Assert.Equal(
            (LogLevel.Warning, "DenyListRefused", "mallory", "not an administrator"),
            (entry.Level, entry.EventId.Name, entry.Values["AdminTokenId"], entry.Values["Reason"])));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Denied_administrator_is_refused_like_anybody(string method, string path)
    {
        await _service.DenyAsync("eve");

        using var response = await SendAsync(method, path, _service.AdminToken("eve"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("urn:coursecomments:problem:denied", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(["eve"], await ListAsync());
        Assert.Equal((LogLevel.Warning, "eve", "denied"), (Audit[^1].Level, Audit[^1].Values["AdminTokenId"], Audit[^1].Values["Reason"]));
    }

    [Fact]
    public async Task Denied_administrator_cannot_let_themself_in()
    {
        await _service.DenyAsync("eve");

        using var response = await SendAsync("DELETE", "/api/admin/denied/eve", _service.AdminToken("eve"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(["eve"], await ListAsync());
    }

    [Fact]
    public async Task Nobody_denies_their_own_id()
    {
        using var response = await SendAsync("PUT", "/api/admin/denied/ada", _service.AdminToken());

        await AssertInvalidAsync(response);
        Assert.Empty(await ListAsync());
    }

    [Theory]
    [InlineData("a%20b")]
    [InlineData("a:b")]
    [InlineData("a%2Fb")]
    [InlineData("%C3%A9")]
    [InlineData("a%0Ab")]
    [InlineData("~")]
    [InlineData("~taylor")]
    [InlineData("~47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFV")]
    [InlineData("~47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task What_no_learner_can_have_as_id_is_400_and_named(string tokenId)
    {
        foreach (var method in new[] { "PUT", "DELETE" })
        {
            using var response = await SendAsync(method, $"/api/admin/denied/{tokenId}", _service.AdminToken());
            await AssertInvalidAsync(response);
        }

        Assert.Empty(await ListAsync());
        Assert.Empty(Audit);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task While_momento_does_not_take_it_the_answer_is_503(string method, string path)
    {
        using var ready = await SendAsync("GET", "/api/admin/denied", _service.AdminToken());
        await _service.Momento.StopAsync();

        using var response = await SendAsync(method, path, _service.AdminToken());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("urn:coursecomments:problem:momento-unavailable", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.All(Audit, entry => Assert.Equal("unavailable", entry.Values["Outcome"]));
        Assert.Equal(method == "GET" ? 0 : 1, Audit.Count);
    }

    [Fact]
    public async Task Every_change_is_on_record_once_with_who_and_whom()
    {
        await _service.DenyAsync("taylor");
        await _service.AllowAsync("taylor");

        Assert.Equal(
            [("deny", "taylor", "ada", "done"), ("allow", "taylor", "ada", "done")],
            Audit.Select(entry => (entry.Values["Action"], entry.Values["TokenId"], entry.Values["AdminTokenId"], entry.Values["Outcome"])));
        Assert.All(Audit, entry => Assert.Equal((LogLevel.Information, 1, "DenyListChanged"), (entry.Level, entry.EventId.Id, entry.EventId.Name)));
    }

    [Fact]
    public async Task Record_holds_no_name_no_token_and_nothing_unchecked()
    {
        var bearer = _service.AdminToken();
        using var changed = await SendAsync("PUT", "/api/admin/denied/taylor", bearer);
        using var refused = await SendAsync("PUT", "/api/admin/denied/forged%0Aentry", _service.AdminToken("mallory", "learner"));

        Assert.Equal("-", Audit[^1].Values["TokenId"]);
        foreach (var entry in _service.Log.All)
        {
            Assert.DoesNotContain("Ada", entry.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(bearer, entry.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("forged\n", entry.Message, StringComparison.Ordinal);
        }
    }

    private IReadOnlyList<KeptEntry> Audit => _service.Log.Of("CourseComments.TokenService.Administration.DenyListAudit");

    private async Task<string[]> ListAsync()
    {
        using var response = await SendAsync("GET", "/api/admin/denied", _service.AdminToken());
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("denied").Deserialize<string[]>()!;
    }

    private Task<HttpResponseMessage> SendAsync(string method, string path, string? bearer) =>
        _service.SendAsync(new HttpMethod(method), path, bearer);

    private static async Task AssertInvalidAsync(HttpResponseMessage response)
    {
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("urn:coursecomments:problem:invalid-request", problem.GetProperty("type").GetString());
        Assert.True(problem.GetProperty("errors").TryGetProperty("tokenId", out _));
    }
}
