using System.Net;
using System.Text.Json;
using CourseComments.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Momento.Client;
using Momento.Sdk;
using Momento.Sdk.Auth.AccessControl;
using Momento.Sdk.Config;
using Momento.Sdk.Responses;

namespace CourseComments.WebhookService.Tests;

/// <summary>Momento's tokens cannot be revoked; what is published with them can be refused.</summary>
public sealed class DenialTests : IAsyncLifetime
{
    private const string Cache = "course-comments";
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly WebhookServiceFixture _service = new();

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Webhook_of_a_denied_id_is_403_and_not_stored_and_others_are()
    {
        await DenyAsync("taylor");
        var before = _service.Measurements.Of("coursecomments.webhooks", "denied").Length;

        using var denied = await _service.PostSignedAsync(_service.Event(tokenId: "taylor"));
        using var other = await _service.PostSignedAsync(_service.Event(tokenId: "sam", comment: "sam's"));

        Assert.Equal(HttpStatusCode.Forbidden, denied.StatusCode);
        Assert.Equal("urn:coursecomments:problem:denied", await TypeAsync(denied));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(["sam's"], await _service.TextsAsync());
        Assert.Equal(before + 1, _service.Measurements.Of("coursecomments.webhooks", "denied").Length);
    }

    [Fact]
    public async Task Id_that_is_denied_no_more_is_stored_again()
    {
        await DenyAsync("taylor");
        await _service.Momento.Cache.SetRemoveElementAsync(Cache, "denied", "taylor");
        _service.Time.Advance(RefreshEvery);

        await Eventually.GetAsync("a webhook stored after the denial ended", async () =>
        {
            using var stored = await _service.PostSignedAsync(_service.Event(tokenId: "taylor"));
            return stored.StatusCode == HttpStatusCode.OK ? "stored" : null;
        });
    }

    [Fact]
    public async Task Token_from_before_the_denial_still_publishes_and_its_webhook_is_refused()
    {
        var credentials = MomentoConnection.Parse(_service.Momento.ConnectionString).CreateCredentialProvider();
        using var auth = new AuthClient(AuthConfigurations.Default.Latest(), credentials);
        var minted = Assert.IsType<GenerateDisposableTokenResponse.Success>(await auth.GenerateDisposableTokenAsync(
            DisposableTokenScopes.TopicPublishOnly(Cache, "comment"), ExpiresIn.Minutes(30), "taylor"));
        await DenyAsync("taylor");

        using var topics = new TopicClient(TopicConfigurations.Laptop.latest(), credentials);
        var subscription = Assert.IsType<TopicSubscribeResponse.Subscription>(await topics.SubscribeAsync(Cache, "comment"));
        var next = NextAsync(subscription);
        var published = await _service.Services.GetRequiredService<ITopicPublisher>().PublishAsync(
            Cache, "comment", """{"courseId":"123","comment":"still here"}""", minted.AuthToken, CancellationToken.None);
        var message = await next.WaitAsync(Patience);
        using var response = await _service.PostSignedAsync(_service.Event(tokenId: message.TokenId!, text: message.Value));

        Assert.Equal(TopicPublishOutcome.Accepted, published);
        Assert.Equal("taylor", message.TokenId);
        Assert.Equal("urn:coursecomments:problem:denied", await TypeAsync(response));
        Assert.Empty(await _service.TextsAsync());
    }

    [Fact]
    public async Task Who_cannot_sign_does_not_learn_who_is_denied()
    {
        await DenyAsync("taylor");

        using var unsigned = await _service.PostAsync(_service.Event(tokenId: "taylor"), signature: null);
        using var old = await _service.PostSignedAsync(_service.Event(tokenId: "taylor", age: TimeSpan.FromSeconds(61)));

        Assert.Equal("urn:coursecomments:problem:webhook-refused", await TypeAsync(unsigned));
        Assert.Equal("urn:coursecomments:problem:webhook-refused", await TypeAsync(old));
    }

    [Theory]
    [InlineData(45)]
    [InlineData(46)]
    public async Task While_momento_is_away_nothing_is_acknowledged(int seconds)
    {
        using var before = await _service.PostSignedAsync(_service.Event());
        await _service.Momento.StopAsync();
        _service.Time.Advance(TimeSpan.FromSeconds(seconds));

        using var response = await _service.PostSignedAsync(_service.Event());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("urn:coursecomments:problem:momento-unavailable", await TypeAsync(response));
        Assert.Equal([1], _service.Measurements.Of("coursecomments.webhooks", "not_stored"));
    }

    [Fact]
    public async Task When_the_list_cannot_be_read_nothing_is_stored_although_the_cache_takes_it()
    {
        using var before = await _service.PostSignedAsync(_service.Event(comment: "before"));
        await _service.Momento.Cache.ListPushFrontAsync(Cache, "denied", "no set");
        _service.Time.Advance(TimeSpan.FromSeconds(46));

        using var response = await _service.PostSignedAsync(_service.Event());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(["before"], await _service.TextsAsync());
    }

    [Fact]
    public async Task Course_of_the_lists_own_key_is_refused_and_the_list_stays()
    {
        using var webhook = await _service.PostSignedAsync(_service.Event(courseId: "denied"));
        using var reading = await _service.Client.GetAsync(new Uri("/api/courses/denied/comments", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, webhook.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, reading.StatusCode);
        Assert.IsType<CacheSetFetchResponse.Miss>(await _service.Momento.Cache.SetFetchAsync(Cache, "denied"));
    }

    [Fact]
    public async Task Who_reads_the_course_of_the_lists_own_key_does_not_touch_the_list()
    {
        await DenyAsync("mallory");
        using var reading = await _service.Client.GetAsync(new Uri("/api/courses/denied/comments", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, reading.StatusCode);
        Assert.Empty(_service.Measurements.Of("coursecomments.store.failures"));
    }

    [Fact]
    public async Task List_of_another_name_is_the_one_that_counts()
    {
        var service = new WebhookServiceFixture().With("Denials:SetName", "banned");
        await service.InitializeAsync();
        await service.Momento.Cache.SetAddElementAsync(Cache, "banned", "taylor");
        service.Time.Advance(TimeSpan.FromSeconds(46));

        using var response = await service.PostSignedAsync(service.Event(tokenId: "taylor"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        await service.DisposeAsync();
    }

    [Fact]
    public async Task This_service_never_writes_the_list()
    {
        await DenyAsync("taylor");
        await _service.Momento.Cache.UpdateTtlAsync(Cache, "denied", TimeSpan.FromMinutes(10));

        _service.Time.Advance(TimeSpan.FromHours(2));
        using var denied = await _service.PostSignedAsync(_service.Event(tokenId: "taylor"));

        Assert.Equal(HttpStatusCode.Forbidden, denied.StatusCode);
        var left = Assert.IsType<CacheItemGetTtlResponse.Hit>(await _service.Momento.Cache.ItemGetTtlAsync(Cache, "denied"));
        Assert.True(left.Value <= TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Refusal_is_logged_without_the_id()
    {
        await DenyAsync("taylor");
        using var denied = await _service.PostSignedAsync(_service.Event(tokenId: "taylor"));

        Assert.Contains(_service.Log.OfService(LogLevel.Information), entry => entry.Contains("its token id is denied", StringComparison.Ordinal));
        Assert.DoesNotContain("taylor", _service.Log.Text, StringComparison.Ordinal);
    }

    /// <summary>Denies as another service would, and waits until this one has read it.</summary>
    private async Task DenyAsync(string tokenId)
    {
        Assert.IsType<CacheSetAddElementResponse.Success>(await _service.Momento.Cache.SetAddElementAsync(Cache, "denied", tokenId));
        _service.Time.Advance(RefreshEvery);
        await Eventually.GetAsync("a refused webhook of a denied id", async () =>
        {
            using var response = await _service.PostSignedAsync(_service.Event(tokenId: tokenId, text: "no comment"));
            return response.StatusCode == HttpStatusCode.Forbidden ? "refused" : null;
        });
    }

    private static async Task<string?> TypeAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("type").GetString();

    private static async Task<TopicMessage.Text> NextAsync(TopicSubscribeResponse.Subscription subscription)
    {
        using var timeout = new CancellationTokenSource(Patience);
        await foreach (var message in subscription.WithCancellation(timeout.Token))
        {
            return Assert.IsType<TopicMessage.Text>(message);
        }

        throw new TimeoutException($"No message came within {Patience}.");
    }
}
