using System.Net;
using System.Text.Json;
using CourseComments.TestSupport;
using Momento.Sdk.Responses;

namespace CourseComments.TokenService.Tests;

/// <summary>What being denied means: on the instance that took the change, on others, and when nobody knows.</summary>
public sealed class DenialTests : IAsyncLifetime
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(15);
    private readonly TokenServiceFixture _service = new();

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Denied_learner_gets_no_token_and_publishes_nothing_at_once_although_both_worked_before()
    {
        await _service.GetTokenAsync("taylor");
        Assert.Equal(HttpStatusCode.NoContent, await _service.DenyAsync("taylor"));

        using var token = await TokenAsync(_service, "taylor");
        using var publish = await PublishAsync(_service, "taylor");
        using var other = await TokenAsync(_service, "sam");

        await AssertDeniedAsync(token);
        await AssertDeniedAsync(publish);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Other_instance_denies_within_one_refresh_and_lets_in_again_within_one()
    {
        var other = new TokenServiceFixture(_service);
        await other.InitializeAsync();
        await other.GetTokenAsync("taylor");

        await _service.DenyAsync("taylor");
        _service.Time.Advance(RefreshEvery);
        using var denied = await Eventually.GetAsync("a denial on the other instance", async () =>
            await TokenAsync(other, "taylor") is { StatusCode: HttpStatusCode.Forbidden } response ? response : null);
        await AssertDeniedAsync(denied);

        await _service.AllowAsync("taylor");
        _service.Time.Advance(RefreshEvery);
        using var allowed = await Eventually.GetAsync("being let in on the other instance", async () =>
            await TokenAsync(other, "taylor") is { StatusCode: HttpStatusCode.OK } response ? response : null);
        await other.DisposeAsync();
    }

    [Fact]
    public async Task Learner_who_is_let_in_again_gets_a_new_token()
    {
        var before = (await _service.GetTokenAsync("taylor")).GetProperty("token").GetString();
        await _service.DenyAsync("taylor");
        using var denied = await TokenAsync(_service, "taylor");
        Assert.Equal(HttpStatusCode.NoContent, await _service.AllowAsync("taylor"));

        var after = (await _service.GetTokenAsync("taylor")).GetProperty("token").GetString();

        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task Learner_whose_id_is_a_digest_is_denied_by_it()
    {
        var digest = (await _service.GetTokenAsync("taylor example")).GetProperty("tokenId").GetString()!;
        Assert.Equal(HttpStatusCode.NoContent, await _service.DenyAsync(digest));

        using var token = await TokenAsync(_service, "taylor example");

        await AssertDeniedAsync(token);
    }

    [Theory]
    [InlineData(45, HttpStatusCode.OK)]
    [InlineData(46, HttpStatusCode.ServiceUnavailable)]
    public async Task When_the_list_cannot_be_read_nobody_is_let_in_after_45_seconds(int seconds, HttpStatusCode expected)
    {
        await _service.GetTokenAsync("taylor");
        await _service.Momento.StopAsync();
        _service.Time.Advance(TimeSpan.FromSeconds(seconds));

        using var token = await TokenAsync(_service, "taylor");
        using var publish = await PublishAsync(_service, "taylor");
        using var health = await _service.Client.GetAsync(new Uri("/health", UriKind.Relative));

        Assert.Equal(expected, token.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, publish.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        if (expected != HttpStatusCode.OK)
        {
            Assert.Contains("urn:coursecomments:problem:momento-unavailable", await token.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task List_of_another_type_is_not_a_list_without_anybody()
    {
        await _service.Momento.Cache.ListPushFrontAsync("course-comments", "denied", "taylor");
        _service.Time.Advance(TimeSpan.FromSeconds(46));

        using var token = await TokenAsync(_service, "taylor");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, token.StatusCode);
    }

    [Fact]
    public async Task No_course_can_take_the_place_of_the_list()
    {
        using var published = await _service.PostAsync(
            "/api/courses/denied/comments", _service.Identity.Token("taylor"), new { comment = "hello" });

        Assert.Equal(HttpStatusCode.BadRequest, published.StatusCode);
        Assert.Contains("courseId", await published.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Denial_does_not_lapse_with_the_sets_time_to_live()
    {
        await _service.DenyAsync("taylor");
        Assert.IsType<CacheUpdateTtlResponse.Set>(
            await _service.Momento.Cache.UpdateTtlAsync("course-comments", "denied", TimeSpan.FromMinutes(10)));

        _service.Time.Advance(TimeSpan.FromHours(1));

        await Eventually.GetAsync("a renewal of the set", async () =>
            await TimeToLiveAsync() > TimeSpan.FromHours(23) ? "renewed" : null);
    }

    [Fact]
    public async Task Denial_itself_gives_the_set_its_longest_life()
    {
        await _service.DenyAsync("taylor");
        await _service.Momento.Cache.UpdateTtlAsync("course-comments", "denied", TimeSpan.FromMinutes(10));
        await _service.DenyAsync("sam");

        Assert.True(await TimeToLiveAsync() > TimeSpan.FromHours(23));
    }

    [Fact]
    public async Task List_that_went_empty_unasked_is_said()
    {
        await _service.DenyAsync("taylor");
        await _service.Momento.Cache.DeleteAsync("course-comments", "denied");
        _service.Time.Advance(RefreshEvery);

        await Eventually.GetAsync("a warning that the list is empty", () => Task.FromResult(
            _service.Log.Of("CourseComments.Denials.DenyList").SingleOrDefault(entry => entry.Values["Before"] == "1")));
    }

    [Fact]
    public async Task Refusals_are_counted_and_the_list_is_measured()
    {
        using var measured = _service.MeasurementsOf("CourseComments.Denials");
        await _service.DenyAsync("taylor");
        await _service.DenyAsync("sam");
        using var denied = await TokenAsync(_service, "taylor");
        _service.Time.Advance(TimeSpan.FromSeconds(7));

        measured.Observe();

        Assert.Equal([1], _service.Measurements.Of("coursecomments.tokens", "denied"));
        Assert.Equal([2], measured.Of("coursecomments.denied"));
        Assert.Equal([7], measured.Of("coursecomments.denied.age"));
    }

    private async Task<TimeSpan> TimeToLiveAsync() => Assert.IsType<CacheItemGetTtlResponse.Hit>(
        await _service.Momento.Cache.ItemGetTtlAsync("course-comments", "denied")).Value;

    private static Task<HttpResponseMessage> TokenAsync(TokenServiceFixture service, string user) =>
        service.PostAsync("/api/tokens", service.Identity.Token(user));

    private static Task<HttpResponseMessage> PublishAsync(TokenServiceFixture service, string user) =>
        service.PostAsync("/api/courses/123/comments", service.Identity.Token(user), new { comment = "hello" });

    private static async Task AssertDeniedAsync(HttpResponseMessage response)
    {
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("urn:coursecomments:problem:denied", problem.GetProperty("type").GetString());
    }
}
