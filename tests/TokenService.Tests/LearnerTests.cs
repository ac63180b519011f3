using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CourseComments.TokenService.Tests;

/// <summary>A provider whose tokens say it in its own way, and a system that lets not everybody comment.</summary>
public sealed class LearnerTests : IAsyncLifetime
{
    private readonly TokenServiceFixture _service = new TokenServiceFixture()
        .With("Learners:IdClaim", "oid")
        .With("Learners:NameClaim", "nickname")
        .With("Learners:RequiredRoles:0", "learner")
        .With("Learners:RequiredRoles:1", "teacher")
        .With("Learners:RequiredScopes:0", "comments.write");

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData("learner", "comments.write")]
    [InlineData("teacher", "openid comments.write profile")]
    public async Task Learner_with_a_role_and_the_scope_gets_a_token_for_the_configured_claim(string role, string scope)
    {
        using var response = await AskAsync(("oid", "taylor-at-work"), ("roles", new[] { "guest", role }), ("scope", scope));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("taylor-at-work", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("tokenId").GetString());
    }

    [Fact]
    public async Task Scope_may_stand_in_the_claim_scp()
    {
        using var response = await AskAsync(("oid", "taylor"), ("roles", "learner"), ("scp", "comments.write"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("guest", "comments.write")]
    [InlineData("Learner", "comments.write")]
    [InlineData("learner", "comments.read")]
    [InlineData("learner", "comments.writer")]
    [InlineData("learner", "")]
    public async Task Without_a_role_or_the_scope_the_answer_is_403(string role, string scope)
    {
        using var token = await AskAsync(("oid", "taylor"), ("roles", role), ("scope", scope));
        using var publish = await _service.PostAsync(
            "/api/courses/123/comments", Bearer(("oid", "taylor"), ("roles", role), ("scope", scope)), new { comment = "hello" });

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (token.StatusCode, publish.StatusCode));
        var challenge = token.Headers.WwwAuthenticate.Single();
        Assert.Equal(("Bearer", "error=\"insufficient_scope\""), (challenge.Scheme, challenge.Parameter));
        Assert.Contains("urn:coursecomments:problem:forbidden", await token.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_without_the_configured_claim_is_403_whatever_its_subject()
    {
        using var response = await AskAsync(("roles", "learner"), ("scope", "comments.write"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private Task<HttpResponseMessage> AskAsync(params (string, object)[] claims) => _service.PostAsync("/api/tokens", Bearer(claims));

    private string Bearer(params (string, object)[] claims) => _service.Identity.Token("taylor", more: claims);
}
