using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CourseComments.TestSupport;
using CourseComments.TestSupport.Refusals;
using Momento.Client;
using Momento.Sdk;
using Momento.Sdk.Config;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Responses;

namespace CourseComments.TokenService.Tests;

public sealed class TokenEndpointTests : IAsyncLifetime
{
    private readonly TokenServiceFixture _service = new();

    public static TheoryData<string> Faults => [.. BadBearers.Faults];

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Caller_gets_a_token_for_the_authenticated_subject()
    {
        using var response = await _service.PostAsync("/api/tokens", _service.Identity.Token("taylor", "Taylor"));
        var token = await response.Content.ReadFromJsonAsync<JsonElement>();
        var now = _service.Time.GetUtcNow();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal("taylor", token.GetProperty("tokenId").GetString());
        Assert.Equal(_service.Momento.Endpoint, token.GetProperty("endpoint").GetString());
        Assert.Equal("course-comments", token.GetProperty("cacheName").GetString());
        Assert.Equal("comment", token.GetProperty("topicName").GetString());
        Assert.Equal(now + TimeSpan.FromMinutes(30), token.GetProperty("expiresAt").GetDateTimeOffset());
        Assert.Equal(now + TimeSpan.FromMinutes(24), token.GetProperty("refreshAt").GetDateTimeOffset());
        Assert.Equal(now, token.GetProperty("serverTime").GetDateTimeOffset());
    }

    [Fact]
    public async Task Body_chooses_neither_user_nor_scope_nor_lifetime()
    {
        using var response = await _service.PostAsync(
            "/api/tokens",
            _service.Identity.Token("taylor"),
            new { user = "mallory", tokenId = "mallory", topicName = "*", scope = "superuser", expiresIn = 86400 });
        var token = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("taylor", token.GetProperty("tokenId").GetString());
        Assert.Equal("comment", token.GetProperty("topicName").GetString());
        Assert.Equal(_service.Time.GetUtcNow() + TimeSpan.FromMinutes(30), token.GetProperty("expiresAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Token_publishes_to_its_topic_and_does_nothing_else()
    {
        var value = (await _service.GetTokenAsync("taylor")).GetProperty("token").GetString()!;
        var credentials = MomentoConnection.Parse($"Endpoint={_service.Momento.Endpoint};ApiKey={value}").CreateCredentialProvider();
        using var topics = new TopicClient(TopicConfigurations.Laptop.latest(), credentials);
        using var cache = new CacheClient(Configurations.Laptop.Latest(), credentials, TimeSpan.FromMinutes(1));

        Assert.IsType<TopicPublishResponse.Success>(await topics.PublishAsync("course-comments", "comment", "hello"));
        var elsewhere = Assert.IsType<TopicPublishResponse.Error>(await topics.PublishAsync("course-comments", "other", "hello"));
        var subscribed = Assert.IsType<TopicSubscribeResponse.Error>(await topics.SubscribeAsync("course-comments", "comment"));
        var written = Assert.IsType<CacheSetResponse.Error>(await cache.SetAsync("course-comments", "123", "defaced"));
        Assert.Equal(
            [MomentoErrorCode.PERMISSION_ERROR, MomentoErrorCode.PERMISSION_ERROR, MomentoErrorCode.PERMISSION_ERROR],
            [elsewhere.ErrorCode, subscribed.ErrorCode, written.ErrorCode]);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Who_is_not_authenticated_leaves_nothing_behind(string fault)
    {
        using var response = await _service.PostAsync(
            "/api/tokens", BadBearers.Of(fault, _service.Identity, TestIdentity.Issuer, "taylor", ("name", "Taylor")));

        var challenge = response.Headers.WwwAuthenticate.Single();
        Assert.Equal(("Bearer", fault == BadBearers.Missing ? null : "error=\"invalid_token\""), (challenge.Scheme, challenge.Parameter));
        Assert.Null(await StoredNameAsync("taylor"));
    }

    [Fact]
    public async Task Display_name_is_written_for_the_reader_of_comments()
    {
        await _service.GetTokenAsync("taylor", "Taylor \u0007Swift\n");

        Assert.Equal("Taylor Swift", await StoredNameAsync("taylor"));
    }

    [Fact]
    public async Task Changed_display_name_is_written_while_the_token_is_reused()
    {
        var first = await _service.GetTokenAsync("taylor", "Taylor");
        var second = await _service.GetTokenAsync("taylor", "Tay");

        Assert.Equal(first.GetProperty("token").GetString(), second.GetProperty("token").GetString());
        Assert.Equal("Tay", await StoredNameAsync("taylor"));
    }

    [Fact]
    public async Task Ids_that_momento_does_not_take_become_ids_that_it_does()
    {
        var longId = new string('x', 65);
        var token = await _service.GetTokenAsync(longId);
        var other = await _service.GetTokenAsync(longId + "y");

        var id = token.GetProperty("tokenId").GetString()!;
        Assert.StartsWith("~", id, StringComparison.Ordinal);
        Assert.True(id.Length <= 64);
        Assert.NotEqual(id, other.GetProperty("tokenId").GetString());
    }

    [Fact]
    public async Task While_momento_is_away_the_answer_is_503_and_recovers_by_itself()
    {
        await _service.Momento.StopAsync();
        using var away = await _service.PostAsync("/api/tokens", _service.Identity.Token("taylor"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.Contains("momento-unavailable", await away.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await _service.Momento.ReturnAsync();
        await Eventually.GetAsync("a token after Momento's return", async () =>
        {
            _service.Time.Advance(TimeSpan.FromSeconds(1));
            using var back = await _service.PostAsync("/api/tokens", _service.Identity.Token("taylor"));
            return back.StatusCode == HttpStatusCode.OK ? "yes" : null;
        });
    }

    private async Task<string?> StoredNameAsync(string user) =>
        await _service.Momento.Cache.GetAsync("course-comments", $"user:{user}") is CacheGetResponse.Hit hit ? hit.ValueString : null;
}
