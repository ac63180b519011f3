using System.Net;
using System.Net.Http.Headers;
using CourseComments.TestSupport;
using Momento.Sdk;
using Momento.Sdk.Responses;

namespace CourseComments.WebhookService.Tests;

public sealed class ReadCachingTests : IAsyncLifetime
{
    private const string Page = "/api/courses/123/comments";
    private readonly WebhookServiceFixture _service = new();

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Page_that_did_not_change_is_served_from_memory_and_is_the_same()
    {
        await PostAsync("first");
        using var fresh = await GetAsync(Page);
        using var kept = await GetAsync(Page);

        Assert.Null(fresh.Headers.Age);
        Assert.NotNull(kept.Headers.Age);
        Assert.NotNull(kept.Headers.ETag);
        Assert.Equal(fresh.Headers.ETag, kept.Headers.ETag);
        Assert.Equal(await fresh.Content.ReadAsStringAsync(), await kept.Content.ReadAsStringAsync());
        Assert.Equal("application/json", kept.Content.Headers.ContentType?.MediaType);
        Assert.True(kept.Headers.CacheControl?.NoCache);
    }

    [Fact]
    public async Task Comment_that_arrives_is_in_the_very_next_page()
    {
        await PostAsync("first");
        Assert.Equal(["first"], await _service.TextsAsync());
        Assert.Equal(["first"], await _service.TextsAsync());

        await PostAsync("second");

        Assert.Equal(["second", "first"], await _service.TextsAsync());
    }

    [Fact]
    public async Task Comment_that_another_process_took_is_in_the_very_next_page()
    {
        await PostAsync("first");
        Assert.Equal(["first"], await _service.TextsAsync());

        await _service.Momento.Cache.ListPushFrontAsync("course-comments", "123", """{"userID":"sam","comment":"second"}""");

        Assert.Equal(["second", "first"], await _service.TextsAsync());
    }

    [Fact]
    public async Task First_comment_ends_an_empty_page()
    {
        Assert.Empty(await _service.TextsAsync());
        Assert.Empty(await _service.TextsAsync());

        await PostAsync("first");

        Assert.Equal(["first"], await _service.TextsAsync());
    }

    [Fact]
    public async Task Pages_courses_and_sizes_do_not_mix()
    {
        await PostAsync("1");
        await PostAsync("2");
        await PostAsync("3");
        var cursor = (await _service.ReadAsync(query: "?limit=1")).GetProperty("nextCursor").GetString();

        for (var twice = 0; twice < 2; twice++)
        {
            Assert.Equal(["3"], await _service.TextsAsync(query: "?limit=1"));
            Assert.Equal(["2"], await _service.TextsAsync(query: $"?limit=1&cursor={cursor}"));
            Assert.Equal(["3", "2"], await _service.TextsAsync(query: "?limit=2"));
            Assert.Empty(await _service.TextsAsync("124"));
        }
    }

    [Fact]
    public async Task Courses_whose_ids_differ_in_case_do_not_mix()
    {
        const string newest = """{"userID":"sam","comment":"the same"}""";
        await _service.Momento.Cache.ListConcatenateBackAsync("course-comments", "abc", [newest, """{"userID":"sam","comment":"abc's"}"""]);
        await _service.Momento.Cache.ListConcatenateBackAsync("course-comments", "ABC", [newest, """{"userID":"sam","comment":"ABC's"}"""]);

        Assert.Equal(["the same", "abc's"], await _service.TextsAsync("abc"));
        Assert.Equal(["the same", "ABC's"], await _service.TextsAsync("ABC"));
    }

    [Fact]
    public async Task Reader_who_knows_only_a_date_gets_the_page()
    {
        await PostAsync("first");
        using var seen = await GetAsync(Page);
        using var request = new HttpRequestMessage(HttpMethod.Get, Page);
        request.Headers.IfModifiedSince = _service.Time.GetUtcNow().AddDays(1);

        using var response = await _service.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull(response.Headers.Age);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reader_who_holds_the_page_is_told_so_whether_it_is_in_memory_or_not(bool inMemory)
    {
        await PostAsync("first");
        using var seen = await GetAsync(Page);
        // Nobody asked for this size yet, and it has the course's version, too.
        using var unchanged = await GetAsync(inMemory ? Page : $"{Page}?limit=7", seen.Headers.ETag);
        await PostAsync("second");
        using var changed = await GetAsync(Page, seen.Headers.ETag);

        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync());
        Assert.Equal(seen.Headers.ETag, unchanged.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(seen.Headers.ETag, changed.Headers.ETag);
    }

    [Fact]
    public async Task Not_modified_is_not_kept_for_others()
    {
        await PostAsync("first");
        using var seen = await GetAsync(Page);
        using var unchanged = await GetAsync($"{Page}?limit=7", seen.Headers.ETag);

        Assert.Equal(["first"], await _service.TextsAsync(query: "?limit=7"));
    }

    [Fact]
    public async Task Page_in_memory_is_not_shown_when_nobody_can_say_whether_it_holds()
    {
        await PostAsync("first");
        using var seen = await GetAsync(Page);
        await _service.Momento.StopAsync();

        using var response = await GetAsync(Page);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Null(response.Headers.ETag);
    }

    /// <summary>Those who ask for the same page at the same time get the one that is being made for the first of them.</summary>
    [Fact]
    public async Task Reader_who_leaves_takes_no_page_from_those_who_wait_for_the_same()
    {
        HeldCall.Proxy<CacheListFetchResponse>? page = null;
        var service = new WebhookServiceFixture
        {
            Cache = inner =>
            {
                (var client, page) = HeldCall.Of<CacheListFetchResponse>(
                    inner, nameof(ICacheClient.ListFetchAsync), arguments => arguments[3] is > 1);
                return client;
            },
        };
        await service.InitializeAsync();
        await service.Momento.Cache.ListPushFrontAsync("course-comments", "123", """{"userID":"sam","comment":"first"}""");

        using var leaving = new CancellationTokenSource();
        var leader = service.Client.GetAsync(new Uri(Page, UriKind.Relative), leaving.Token);
        await Eventually.IsSoAsync("a page being fetched", () => page?.HasBegun == true);
        var waiter = service.TextsAsync();
        await leaving.CancelAsync();
        page!.Release();
        await Eventually.IsSoAsync("an end of both requests", () => leader.IsCompleted && waiter.IsCompleted);

        Assert.Equal(["first"], await waiter);
        await service.DisposeAsync();
    }

    [Fact]
    public async Task Answer_to_a_bad_query_is_not_kept()
    {
        using var bad = await GetAsync($"{Page}?limit=0");
        using var again = await GetAsync($"{Page}?limit=0");

        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Null(again.Headers.Age);
        Assert.Null(again.Headers.ETag);
    }

    private async Task PostAsync(string comment)
    {
        using var response = await _service.PostSignedAsync(_service.Event(comment: comment));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, EntityTagHeaderValue? held = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (held is not null)
        {
            request.Headers.IfNoneMatch.Add(held);
        }

        return await _service.Client.SendAsync(request);
    }
}
