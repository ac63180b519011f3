using System.Net;
using System.Text.Json;
using CourseComments.TestSupport;
using Microsoft.Extensions.Logging;
using Momento.Sdk.Responses;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Tests;

public sealed class WebhookTests : IAsyncLifetime
{
    private readonly WebhookServiceFixture _service = new();

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Signed_event_is_listed_under_its_token_id()
    {
        await _service.Momento.Cache.SetAsync("course-comments", "user:taylor", "Taylor");

        using var response = await _service.PostSignedAsync(_service.Event(comment: "  Great course!\n", sequence: 7));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("{}", await response.Content.ReadAsStringAsync());
        var comment = (await _service.ReadAsync()).GetProperty("comments").EnumerateArray().Single();
        Assert.Equal("taylor", comment.GetProperty("userID").GetString());
        Assert.Equal("Great course!", comment.GetProperty("comment").GetString());
        Assert.Equal("Taylor", comment.GetProperty("displayName").GetString());
        Assert.Equal(7, comment.GetProperty("sequence").GetInt32());
        Assert.Equal(_service.Time.GetUtcNow().ToUnixTimeMilliseconds(), comment.GetProperty("postedAt").GetDateTimeOffset().ToUnixTimeMilliseconds());
        Assert.False(string.IsNullOrEmpty(comment.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task List_element_keeps_the_wire_contract_first()
    {
        using var response = await _service.PostSignedAsync(_service.Event(courseId: "abc"));

        var hit = Assert.IsType<CacheListFetchResponse.Hit>(await _service.Momento.Cache.ListFetchAsync("course-comments", "abc"));
        Assert.StartsWith("""{"userID":"taylor","comment":"Great course!",""", Assert.Single(hit.ValueListString), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_cannot_name_another_author()
    {
        var text = """{"courseId":"123","comment":"hello","userID":"mallory","token_id":"mallory","displayName":"Mallory"}""";
        using var response = await _service.PostSignedAsync(_service.Event(text: text));

        var comment = (await _service.ReadAsync()).GetProperty("comments").EnumerateArray().Single();
        Assert.Equal("taylor", comment.GetProperty("userID").GetString());
        Assert.Equal(JsonValueKind.Null, comment.GetProperty("displayName").ValueKind);
    }

    [Fact]
    public async Task Course_id_may_be_a_number()
    {
        using var response = await _service.PostSignedAsync(_service.Event(text: """{"courseId":42,"comment":"hello"}"""));

        Assert.Equal(["hello"], await _service.TextsAsync("42"));
    }

    [Fact]
    public async Task Service_is_healthy_whatever_courses_are_called()
    {
        using var stored = await _service.PostSignedAsync(_service.Event(courseId: "health-check"));
        using var health = await _service.Client.GetAsync(new Uri("/health", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task Previous_secret_is_taken_while_it_is_rotated()
    {
        using var response = await _service.PostSignedAsync(_service.Event(), WebhookServiceFixture.PreviousSecret);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Without_a_signature_it_is_refused() =>
        await AssertRefusedAsync(await _service.PostAsync(_service.Event(), signature: null));

    [Fact]
    public async Task With_the_signature_of_another_secret_it_is_refused() =>
        await AssertRefusedAsync(await _service.PostSignedAsync(_service.Event(), "a-secret-that-nobody-knows"));

    [Fact]
    public async Task With_the_signature_of_another_body_it_is_refused()
    {
        var signature = WebhookSignature.Compute(_service.Event(comment: "another"), new SigningSecret(WebhookServiceFixture.CurrentSecret));
        await AssertRefusedAsync(await _service.PostAsync(_service.Event(), signature));
    }

    [Fact]
    public async Task Two_signatures_are_none()
    {
        var body = _service.Event();
        var signature = WebhookSignature.Compute(body, new SigningSecret(WebhookServiceFixture.CurrentSecret));
        await AssertRefusedAsync(await _service.PostAsync(body, $"{signature},{signature}"));
    }

    [Theory]
    [InlineData(61)]
    [InlineData(-6)]
    public async Task Too_old_or_too_far_ahead_it_is_refused(int ageInSeconds) =>
        await AssertRefusedAsync(await _service.PostSignedAsync(_service.Event(age: TimeSpan.FromSeconds(ageInSeconds))));

    [Theory]
    [InlineData(60)]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task Inside_the_age_window_it_is_taken(int ageInSeconds)
    {
        using var response = await _service.PostSignedAsync(_service.Event(age: TimeSpan.FromSeconds(ageInSeconds)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    public static TheoryData<string, string> MalformedTexts => new()
    {
        { "hello", "text" },
        { "[]", "text" },
        { "null", "courseId" },
        { """{"comment":"hello"}""", "courseId" },
        { """{"courseId":"","comment":"hello"}""", "courseId" },
        { """{"courseId":"a b","comment":"hello"}""", "courseId" },
        { """{"courseId":"user:taylor","comment":"hello"}""", "courseId" },
        { """{"courseId":1.5,"comment":"hello"}""", "text" },
        { """{"courseId":{},"comment":"hello"}""", "text" },
        { """{"courseId":"123"}""", "comment" },
        { """{"courseId":"123","comment":null}""", "comment" },
        { """{"courseId":"123","comment":7}""", "text" },
        { """{"courseId":"123","comment":"  "}""", "comment" },
        { """{"courseId":"123","comment":"a\u0000b"}""", "comment" },
        { """{"courseId":"123","comment":"\ud800"}""", "text" },
        { $$"""{"courseId":"123","comment":"{{new string('x', 2001)}}"}""", "comment" },
        { $$"""{"courseId":"{{new string('x', 65)}}","comment":"hello"}""", "courseId" },
    };

    [Theory]
    [MemberData(nameof(MalformedTexts))]
    public async Task Signed_text_that_is_no_comment_is_400_and_names_the_field(string text, string field) =>
        await AssertMalformedAsync(_service.Event(text: text), field);

    [Fact]
    public async Task Empty_token_id_is_400() => await AssertMalformedAsync(_service.Event(tokenId: ""), "token_id");

    [Fact]
    public async Task Event_of_another_topic_is_400() => await AssertMalformedAsync(_service.Event(topic: "other"), "topic");

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"cache":null}""")]
    public async Task Signed_body_that_is_no_event_is_400(string body)
    {
        using var response = await _service.PostSignedAsync(WebhookServiceFixture.Utf8(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Body_that_is_not_utf8_is_400()
    {
        using var response = await _service.PostSignedAsync([.. "{\"cache\":\""u8, 0xff, .. "\"}"u8]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData(32 * 1024, HttpStatusCode.Forbidden)]
    [InlineData((32 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Body_over_32_kib_is_413_before_any_hashing(int size, HttpStatusCode expected)
    {
        using var response = await _service.PostAsync(new byte[size], signature: "none");

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Body_over_32_kib_without_a_length_is_413()
    {
        using var stream = new MemoryStream(new byte[33 * 1024]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/momento") { Content = new StreamContent(stream) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = true;
        using var response = await _service.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/jsonp")]
    public async Task Other_content_types_are_415(string contentType)
    {
        var body = _service.Event();
        using var response = await _service.PostAsync(body, WebhookSignature.Compute(body, new SigningSecret(WebhookServiceFixture.CurrentSecret)), contentType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Empty(await _service.TextsAsync());
    }

    [Fact]
    public async Task While_momento_is_away_it_is_not_acknowledged_and_reads_are_503_and_both_recover()
    {
        await _service.Momento.StopAsync();
        using var notStored = await _service.PostSignedAsync(_service.Event());
        using var notRead = await _service.Client.GetAsync(new Uri("/api/courses/123/comments", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, notStored.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, notRead.StatusCode);

        await _service.Momento.ReturnAsync();
        await Eventually.GetAsync("a webhook stored after Momento's return", async () =>
        {
            _service.Time.Advance(TimeSpan.FromMilliseconds(100));
            using var stored = await _service.PostSignedAsync(_service.Event());
            return stored.StatusCode == HttpStatusCode.OK ? "yes" : null;
        });
        Assert.NotEmpty(await _service.TextsAsync());
    }

    [Fact]
    public async Task Nothing_secret_or_personal_is_logged()
    {
        using var stored = await _service.PostSignedAsync(_service.Event(comment: "a-very-private-comment"));
        using var refused = await _service.PostAsync(_service.Event(comment: "a-very-private-comment"), new string('a', 64));
        using var malformed = await _service.PostSignedAsync(_service.Event(text: "a-very-private-comment"));

        foreach (var secret in new[] { "a-very-private-comment", WebhookServiceFixture.CurrentSecret, WebhookServiceFixture.PreviousSecret, new string('a', 64) })
        {
            Assert.DoesNotContain(secret, _service.Log.Text, StringComparison.Ordinal);
        }
    }

    private async Task AssertRefusedAsync(HttpResponseMessage response)
    {
        using var _ = response;
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("urn:coursecomments:problem:webhook-refused", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await _service.TextsAsync());
        Assert.Single(_service.Log.OfService(LogLevel.Warning));
    }

    private async Task AssertMalformedAsync(byte[] body, string field)
    {
        using var response = await _service.PostSignedAsync(body);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
        Assert.Empty(await _service.TextsAsync());
    }
}
