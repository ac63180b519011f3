using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using CourseComments.WebhookService.Comments;
using CourseComments.WebhookService.Storing;
using Momento.Sdk.Responses;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Tests.Storing;

/// <summary>The same event, delivered again, in parallel, and after a process died.</summary>
public sealed class ExactlyOnceTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private readonly WebhookServiceFixture _service = new WebhookServiceFixture { MomentoKeepsTheSameTime = true }
        .With("Comments:MaxPerCourse", "5")
        .With("Denials:MaxAge", "00:00:50");

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Event_that_is_delivered_again_is_acknowledged_and_listed_once()
    {
        var body = _service.Event();
        for (var delivery = 0; delivery < 3; delivery++)
        {
            using var response = await _service.PostSignedAsync(body);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(["Great course!"], await ElementTextsAsync());
        Assert.Equal([1], _service.Measurements.Of("coursecomments.webhooks", "stored"));
        Assert.Equal([1, 1], _service.Measurements.Of("coursecomments.webhooks", "repeated"));
    }

    [Fact]
    public async Task Event_that_is_delivered_often_at_once_is_listed_once_and_who_is_not_acknowledged_is_told_when_to_come_back()
    {
        var body = _service.Event();
        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _service.PostSignedAsync(body)));

        Assert.Contains(responses, response => response.StatusCode == HttpStatusCode.OK);
        Assert.All(responses, response => Assert.True(
            response.StatusCode == HttpStatusCode.OK
            || (response.StatusCode == HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter!.Delta > TimeSpan.Zero)));
        Assert.Equal(["Great course!"], await ElementTextsAsync());
        Array.ForEach(responses, response => response.Dispose());
    }

    [Fact]
    public async Task Two_equal_comments_of_one_learner_are_two()
    {
        using var first = await _service.PostSignedAsync(_service.Event(sequence: 1));
        using var second = await _service.PostSignedAsync(_service.Event(sequence: 2));

        Assert.Equal(2, (await ElementTextsAsync()).Length);
    }

    [Fact]
    public async Task Where_a_process_died_before_it_pushed_a_delivery_that_comes_back_as_told_stores()
    {
        var body = _service.Event();
        await ClaimAsync(body);

        using var early = await _service.PostSignedAsync(body);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
        Assert.Equal(Lease, early.Headers.RetryAfter?.Delta);
        Assert.Contains("urn:coursecomments:problem:being-stored", await early.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await ElementTextsAsync());

        _service.Time.Advance(Lease);
        using var later = await _service.PostSignedAsync(body);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        Assert.Equal(["Great course!"], await ElementTextsAsync());
    }

    [Fact]
    public async Task Where_a_process_died_after_it_pushed_the_next_delivery_finds_it()
    {
        var body = _service.Event();
        await ClaimAsync(body);
        await PushAsync($$"""{"userID":"taylor","comment":"Great course!","id":"{{IdOf(body)}}","sequence":1}""");

        using var response = await _service.PostSignedAsync(body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(await ElementTextsAsync());
    }

    [Fact]
    public async Task What_two_attempts_left_becomes_one_and_readers_never_see_two()
    {
        var body = _service.Event();
        await ClaimAsync(body);
        await PushAsync($$"""{"userID":"taylor","comment":"Great course!","id":"{{IdOf(body)}}","sequence":1}""");
        await PushAsync($$"""{"userID":"taylor","comment":"Great course!","id":"{{IdOf(body)}}","sequence":1,"attempt":2}""");
        Assert.Equal(["Great course!"], await _service.TextsAsync());

        using var response = await _service.PostSignedAsync(body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(await ElementTextsAsync());
        Assert.False((await _service.ReadAsync()).GetProperty("comments")[0].TryGetProperty("attempt", out _));
    }

    [Fact]
    public async Task Comment_that_newer_ones_pushed_out_does_not_come_back()
    {
        var first = _service.Event(comment: "0", age: TimeSpan.FromSeconds(1));
        using var stored = await _service.PostSignedAsync(first);
        for (ulong number = 1; number <= 5; number++)
        {
            using var newer = await _service.PostSignedAsync(_service.Event(comment: $"{number}", sequence: number + 1));
        }

        _service.Time.Advance(Lease);
        using var again = await _service.PostSignedAsync(first);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(["5", "4", "3", "2", "1"], await ElementTextsAsync());
    }

    [Fact]
    public async Task Event_that_is_older_than_its_claim_may_be_is_looked_for_first()
    {
        var body = OldEvent();
        await PushAsync($$"""{"userID":"taylor","comment":"Great course!","id":"{{IdOf(body)}}","sequence":1}""");

        using var again = await _service.PostSignedAsync(body);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Single(await ElementTextsAsync());
    }

    [Fact]
    public async Task Events_that_arrive_out_of_order_are_read_in_the_order_of_their_publishing()
    {
        foreach (var number in new[] { 2, 1, 4, 3 })
        {
            var body = _service.Event(comment: $"{number}", sequence: (ulong)number, age: TimeSpan.FromMilliseconds(10 - number));
            using var response = await _service.PostSignedAsync(body);
        }

        Assert.Equal(["4", "3", "2", "1"], await _service.TextsAsync());
    }

    [Fact]
    public async Task Event_whose_page_is_known_is_the_same_whenever_it_was_received_and_another_on_another_page()
    {
        using var first = await _service.PostSignedAsync(EventOfPage(7, receivedBefore: TimeSpan.FromMinutes(5)));
        using var again = await _service.PostSignedAsync(EventOfPage(7, receivedBefore: TimeSpan.Zero));
        Assert.Single(await ElementTextsAsync());

        using var other = await _service.PostSignedAsync(EventOfPage(8, receivedBefore: TimeSpan.Zero));

        Assert.Equal(2, (await ElementTextsAsync()).Length);
        Assert.All([first, again, other], response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    private byte[] EventOfPage(ulong page, TimeSpan receivedBefore)
    {
        var received = JsonSerializer.Deserialize(_service.Event(page: page), WebhookJsonContext.Default.WebhookEvent)!;
        return JsonSerializer.SerializeToUtf8Bytes(
            received with { EventTimestamp = received.EventTimestamp - (long)receivedBefore.TotalMilliseconds },
            WebhookJsonContext.Default.WebhookEvent);
    }

    private byte[] OldEvent()
    {
        var now = _service.Time.GetUtcNow();
        return JsonSerializer.SerializeToUtf8Bytes(
            new WebhookEvent(
                "course-comments", "comment", (now - TimeSpan.FromHours(20)).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(),
                1, "taylor", """{"courseId":"123","comment":"Great course!"}"""),
            WebhookJsonContext.Default.WebhookEvent);
    }

    private static string IdOf(byte[] body) => CommentIds.Of(JsonSerializer.Deserialize(body, WebhookJsonContext.Default.WebhookEvent)!);

    /// <summary>What the first step of a delivery leaves.</summary>
    private async Task ClaimAsync(byte[] body)
    {
        var received = JsonSerializer.Deserialize(body, WebhookJsonContext.Default.WebhookEvent)!;
        var claim = Base64Url.DecodeFromChars(CommentIds.Of(received));
        Assert.IsType<CacheListConcatenateBackResponse.Success>(
            await _service.Momento.Cache.ListConcatenateBackAsync("course-comments", $"{ClaimLogKey.Of(received)}", [claim]));
    }

    private async Task PushAsync(string element) => Assert.IsType<CacheListPushFrontResponse.Success>(
        await _service.Momento.Cache.ListPushFrontAsync("course-comments", "123", element));

    /// <summary>What is in the list, with nothing of the reader's between.</summary>
    private async Task<string[]> ElementTextsAsync() =>
        await _service.Momento.Cache.ListFetchAsync("course-comments", "123") is CacheListFetchResponse.Hit hit
            ? [.. hit.ValueListString.Select(element => JsonDocument.Parse(element).RootElement.GetProperty("comment").GetString()!)]
            : [];
}
