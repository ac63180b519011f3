using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Momento.Client;
using Momento.Sdk;
using Momento.Sdk.Config;
using Momento.Sdk.Responses;

namespace CourseComments.TokenService.Tests;

public sealed class PublishEndpointTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly TokenServiceFixture _service = new();

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Comment_is_published_under_the_callers_id()
    {
        using var topics = Topics();
        var subscription = Assert.IsType<TopicSubscribeResponse.Subscription>(await topics.SubscribeAsync("course-comments", "comment"));
        var next = NextAsync(subscription);

        using var response = await PublishAsync("123", "  Great course!\n");
        var message = await next.WaitAsync(Patience);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("taylor", message.TokenId);
        var text = JsonDocument.Parse(message.Value).RootElement;
        Assert.Equal("123", text.GetProperty("courseId").GetString());
        Assert.Equal("Great course!", text.GetProperty("comment").GetString());
    }

    [Fact]
    public async Task Message_carries_the_trace_of_its_request()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var topics = Topics();
        var subscription = Assert.IsType<TopicSubscribeResponse.Subscription>(await topics.SubscribeAsync("course-comments", "comment"));
        var next = NextAsync(subscription);
        using var client = new Activity("client") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();

        using var response = await PublishAsync("123", "hello");
        var text = JsonDocument.Parse((await next.WaitAsync(Patience)).Value).RootElement;

        Assert.StartsWith($"00-{client.TraceId}-", text.GetProperty("traceparent").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a%20b", "hello", "courseId")]
    [InlineData("user:taylor", "hello", "courseId")]
    [InlineData("123", "", "comment")]
    [InlineData("123", "  ", "comment")]
    [InlineData("123", null, "comment")]
    [InlineData("123", "a\u0000b", "comment")]
    public async Task Bad_input_names_the_field(string courseId, string? comment, string field)
    {
        using var response = await PublishAsync(courseId, comment);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("urn:coursecomments:problem:invalid-request", problem.GetProperty("type").GetString());
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Comment_longer_than_a_topic_message_is_refused_before_it_is_sent()
    {
        using var response = await PublishAsync("123", string.Concat(Enumerable.Repeat("漢", 1500)));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("4096 bytes", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_over_32_kib_is_413()
    {
        using var response = await PublishAsync("123", new string('x', 33 * 1024));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Without_a_bearer_token_nothing_is_published()
    {
        using var response = await _service.PostAsync("/api/courses/123/comments", bearer: null, new { comment = "hello" });

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Token_that_momento_no_longer_knows_is_replaced_and_the_comment_sent()
    {
        using var first = await PublishAsync("123", "before");
        // A new emulator has new keys: the token that the service remembers is worth nothing.
        await _service.Momento.StopAsync();
        await _service.Momento.ReturnAsync();
        await WaitForMomentoAsync();

        using var second = await PublishAsync("123", "after");

        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
    }

    private Task<HttpResponseMessage> PublishAsync(string courseId, string? comment) => _service.PostAsync(
        $"/api/courses/{courseId}/comments", _service.Identity.Token("taylor", "Taylor"), new { comment });

    /// <summary>Waits until the service's own connection is back.</summary>
    private async Task WaitForMomentoAsync() => await TestSupport.Eventually.GetAsync("health", async () =>
    {
        using var response = await _service.Client.GetAsync(new Uri("/health", UriKind.Relative));
        return response.IsSuccessStatusCode ? "yes" : null;
    });

    private TopicClient Topics() => new(
        TopicConfigurations.Laptop.latest(), MomentoConnection.Parse(_service.Momento.ConnectionString).CreateCredentialProvider());

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
