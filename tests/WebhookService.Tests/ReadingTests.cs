using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace CourseComments.WebhookService.Tests;

public sealed class ReadingTests : IAsyncLifetime
{
    private readonly WebhookServiceFixture _service = new WebhookServiceFixture().With("Comments:MaxPerCourse", "500");

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Course_without_comments_is_an_empty_page()
    {
        var page = await _service.ReadAsync("nothing-here");

        Assert.Empty(page.GetProperty("comments").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("nextCursor").ValueKind);
    }

    [Fact]
    public async Task Newest_comment_comes_first()
    {
        await PostAsync(1, 3);

        Assert.Equal(["3", "2", "1"], await _service.TextsAsync());
    }

    [Theory]
    [InlineData(50, "", 50, true)]
    [InlineData(50, "?limit=50", 50, false)]
    [InlineData(51, "", 50, true)]
    [InlineData(3, "?limit=1", 1, true)]
    [InlineData(120, "?limit=100", 100, true)]
    public async Task Pages_have_the_size_that_was_asked_for(int comments, string query, int size, bool isDefaultOrMore)
    {
        await PostAsync(1, comments);
        var page = await _service.ReadAsync(query: query);

        Assert.Equal(size, page.GetProperty("comments").GetArrayLength());
        Assert.Equal(comments > size, page.GetProperty("nextCursor").ValueKind == JsonValueKind.String);
        Assert.True(isDefaultOrMore || comments == size);
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=101", "limit")]
    [InlineData("?limit=-1", "limit")]
    [InlineData("?limit=many", "limit")]
    [InlineData("?cursor=nonsense", "cursor")]
    [InlineData("?cursor=AAAAAAAAAAAAAAAA!", "cursor")]
    [InlineData("?cursor=AAAAAAAAAAAAAAA!", "cursor")]
    [InlineData("?cursor=_____wAAAAAAAAAA", "cursor")]
    public async Task Bad_query_names_the_parameter(string query, string parameter)
    {
        using var response = await _service.Client.GetAsync(new Uri($"/api/courses/123/comments{query}", UriKind.Relative));
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(problem.GetProperty("errors").TryGetProperty(parameter, out _));
    }

    [Fact]
    public async Task Bad_course_id_is_400()
    {
        using var response = await _service.Client.GetAsync(new Uri("/api/courses/user:taylor/comments", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(150)]
    public async Task Pages_neither_skip_nor_repeat_while_comments_arrive(int arrivingBetweenPages)
    {
        await PostAsync(1, 25);
        var read = new List<string>();
        string? cursor = null;
        var next = 26;
        do
        {
            var page = await _service.ReadAsync(query: $"?limit=10{(cursor is null ? "" : $"&cursor={cursor}")}");
            read.AddRange(WebhookServiceFixture.Texts(page));
            cursor = page.GetProperty("nextCursor").GetString();
            await PostAsync(next, arrivingBetweenPages);
            next += arrivingBetweenPages;
        }
        while (cursor is not null && read.Count < 1000);

        Assert.Equal(Enumerable.Range(1, 25).Reverse().Select(number => $"{number}"), read);
    }

    [Fact]
    public async Task Cursor_of_an_evicted_comment_ends_the_reading()
    {
        await PostAsync(1, 20);
        var first = await _service.ReadAsync(query: "?limit=10");
        await PostAsync(21, 500);

        var second = await _service.ReadAsync(query: $"?limit=10&cursor={first.GetProperty("nextCursor").GetString()}");

        Assert.Empty(second.GetProperty("comments").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("nextCursor").ValueKind);
    }

    [Fact]
    public async Task Comment_removed_before_the_cursor_does_not_disturb_it()
    {
        await PostAsync(1, 12);
        var first = await _service.ReadAsync(query: "?limit=5");
        var all = await ElementsAsync();
        await _service.Momento.Cache.ListRemoveValueAsync("course-comments", "123", all[0]);
        await _service.Momento.Cache.ListRemoveValueAsync("course-comments", "123", all[1]);

        Assert.Equal(["7", "6", "5", "4", "3"], await _service.TextsAsync(query: $"?limit=5&cursor={first.GetProperty("nextCursor").GetString()}"));
    }

    [Fact]
    public async Task Comment_removed_that_the_cursor_names_does_not_end_the_reading()
    {
        await PostAsync(1, 12);
        var first = await _service.ReadAsync(query: "?limit=5");
        await _service.Momento.Cache.ListRemoveValueAsync("course-comments", "123", (await ElementsAsync())[4]);

        Assert.Equal(["7", "6", "5", "4", "3"], await _service.TextsAsync(query: $"?limit=5&cursor={first.GetProperty("nextCursor").GetString()}"));
    }

    [Fact]
    public async Task Only_the_newest_comments_stay()
    {
        await PostAsync(1, 505);

        Assert.Equal(500, (await ElementsAsync()).Count);
        Assert.Equal("505", (await _service.TextsAsync(query: "?limit=1"))[0]);
    }

    [Fact]
    public async Task Elements_of_other_writers_are_read_and_what_is_no_comment_is_passed_over()
    {
        var cache = _service.Momento.Cache;
        await cache.ListPushFrontAsync("course-comments", "123", """{"userID":"sam","comment":"by the seed's handler"}""");
        await cache.ListPushFrontAsync("course-comments", "123", "no json");
        await cache.ListPushFrontAsync("course-comments", "123", """{"comment":"nobody's"}""");

        Assert.Equal(["by the seed's handler"], await _service.TextsAsync());
        Assert.Equal(2, _service.Log.OfService(LogLevel.Warning).Count);
    }

    private async Task PostAsync(int first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            using var response = await _service.PostSignedAsync(_service.Event(comment: $"{number}", sequence: (ulong)number));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    private async Task<IList<string>> ElementsAsync() =>
        await _service.Momento.Cache.ListFetchAsync("course-comments", "123") is Momento.Sdk.Responses.CacheListFetchResponse.Hit hit
            ? hit.ValueListString
            : [];
}
