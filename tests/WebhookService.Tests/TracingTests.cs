using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using CourseComments.WebhookService.Comments;
using CourseComments.WebhookService.Webhooks;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Tests;

public sealed class TracingTests : IAsyncLifetime, IDisposable
{
    // Without a collector there are no traces. Nobody listens at this one.
    private readonly WebhookServiceFixture _service = new WebhookServiceFixture().With("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9");
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener = new();

    public Task InitializeAsync()
    {
        _listener.ShouldListenTo = source => source.Name is "CourseComments.WebhookService" or "Grpc.Net.Client" or "Microsoft.AspNetCore";
        _listener.Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded;
        _listener.ActivityStopped = _ended.Enqueue;
        ActivitySource.AddActivityListener(_listener);
        return _service.InitializeAsync();
    }

    public Task DisposeAsync() => _service.DisposeAsync();

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Storing_goes_on_with_the_publishers_trace_and_links_to_the_webhooks()
    {
        var publisher = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        await PostAsync($"00-{publisher.TraceId}-{publisher.SpanId}-01");

        var receive = Assert.Single(_ended, activity => activity.TraceId == publisher.TraceId && activity.Kind == ActivityKind.Consumer);
        Assert.Equal(publisher.SpanId, receive.ParentSpanId);
        Assert.NotEqual(publisher.TraceId, Assert.Single(receive.Links).Context.TraceId);
        Assert.Contains(_ended, activity => activity.TraceId == publisher.TraceId
            && activity.ParentSpanId == receive.SpanId
            && activity.DisplayName.EndsWith("/ListPushFront", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("00-00000000000000000000000000000000-0000000000000000-01")]
    [InlineData("00-zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz-zzzzzzzzzzzzzzzz-01")]
    [InlineData(5)]
    [InlineData(true)]
    public async Task Whatever_a_message_says_of_its_trace_its_comment_is_stored(object? traceParent)
    {
        await PostAsync(traceParent);

        Assert.Equal(["traced"], await _service.TextsAsync());
    }

    [Fact]
    public async Task What_is_logged_of_an_event_names_its_comment()
    {
        var comment = CommentIds.Of(JsonSerializer.Deserialize(_service.Event(text: "no comment"), WebhookJsonContext.Default.WebhookEvent)!);
        using var response = await _service.PostSignedAsync(_service.Event(text: "no comment"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(comment, Assert.Single(_service.Log.Of(typeof(WebhookHandler).FullName!)).Scopes);
    }

    private async Task PostAsync(object? traceParent)
    {
        var text = JsonSerializer.Serialize(new { courseId = "123", comment = "traced", traceparent = traceParent });
        using var response = await _service.PostSignedAsync(_service.Event(text: text));
        response.EnsureSuccessStatusCode();
    }
}
