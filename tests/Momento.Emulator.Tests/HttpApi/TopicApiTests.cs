using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Momento.Emulator.HttpApi;
using Momento.Emulator.Tests.Auth;
using Momento.Protocol.Control;
using Momento.Protocol.Permissions;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.HttpApi;

public sealed class TopicApiTests : EmulatorTests
{
    private const string Topic = "topics/test-cache/news";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_is_posted_reaches_subscribers_with_the_id_of_the_token()
    {
        using var subscription = await Clients.SubscribeAsync("news");
        var token = await Clients.MintAsync([TokenScopes.Topic(TopicRole.PublishOnly)], tokenId: "learner-7");

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Emulator.Http(token), "Grüße"u8.ToArray(), "text/plain; charset=utf-8"));
        var text = await subscription.NextItemAsync();
        Assert.Equal(("Grüße", "learner-7"), (text.Value.Text, text.PublisherId));

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Emulator.Http(token), [0xff, 0], "application/octet-stream"));
        Assert.Equal([0xff, 0], (await subscription.NextItemAsync()).Value.Binary.ToByteArray());
    }

    /// <summary>As Momento's examples with <c>curl -d</c> and in web pages have it.</summary>
    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-8")]
    public async Task What_is_posted_as_anything_but_bytes_is_text(string contentType)
    {
        using var subscription = await Clients.SubscribeAsync("news");

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Emulator.Http(), "hello world!"u8.ToArray(), contentType));

        Assert.Equal("hello world!", (await subscription.NextItemAsync()).Value.Text);
    }

    [Fact]
    public async Task No_content_type_is_a_bad_request() =>
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(Emulator.Http(), [1], null));

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a/b", "a%2fb")]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData("a%b/ü", "a%25b%2F%C3%BC")]
    public async Task A_topic_may_have_any_name_in_the_path(string topic, string path)
    {
        using var subscription = await Clients.SubscribeAsync(topic);
        using var content = new StringContent("text");

        using var response = await Emulator.Http().PostAsync(new Uri($"topics/test-cache/{path}?a=b/c", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("text", (await subscription.NextItemAsync()).Value.Text);
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_refused_with_429() =>
        Assert.Equal(HttpStatusCode.TooManyRequests, await PostAsync(Emulator.Http(), new byte[5_000], "application/octet-stream"));

    [Fact]
    public async Task A_poll_waits_for_the_first_message_and_answers_in_the_documented_form()
    {
        var polling = PollAsync(Emulator.Http(), "?sequence_number=1");
        await Clients.PublishAsync("news", "first");
        var first = JsonDocument.Parse(await polling).RootElement.GetProperty("items")[0].GetProperty("item");
        Assert.Equal("first", first.GetProperty("value").GetProperty("text").GetString());
        Assert.Equal(1, first.GetProperty("topic_sequence_number").GetInt32());

        await PostAsync(Emulator.Http(), [1, 2], "application/octet-stream");
        var page = first.GetProperty("sequence_page").GetUInt64();
        Assert.Equal(
            """{"items":[{"item":{"topic_sequence_number":2,"sequence_page":PAGE,"value":{"binary":"AQI="}}}]}""".Replace("PAGE", $"{page}", StringComparison.Ordinal),
            await PollAsync(Emulator.Http(), $"?sequence_number=2&sequence_page={page}"));
    }

    [Fact]
    public async Task A_poll_at_a_number_that_is_not_kept_begins_with_a_discontinuity()
    {
        await Clients.PublishAsync("news", "first");
        var items = JsonDocument.Parse(await PollAsync(Emulator.Http(), "?sequence_number=7&sequence_page=1")).RootElement.GetProperty("items");

        Assert.Equal(2, items.GetArrayLength());
        var discontinuity = items[0].GetProperty("discontinuity");
        Assert.Equal((0, 0), (discontinuity.GetProperty("last_topic_sequence").GetInt32(), discontinuity.GetProperty("new_topic_sequence").GetInt32()));
        Assert.Equal(items[1].GetProperty("item").GetProperty("sequence_page").GetUInt64(), discontinuity.GetProperty("new_sequence_page").GetUInt64());
    }

    [Fact]
    public async Task A_poll_that_gets_nothing_ends_empty_after_a_while()
    {
        var polling = PollAsync(Emulator.Http(), "");
        while (!polling.IsCompleted)
        {
            // The poll may not have begun to wait yet.
            Emulator.Time.Advance(TopicPoll.Patience);
            await Task.WhenAny(polling, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        Assert.Equal("""{"items":[]}""", await polling);
    }

    [Fact]
    public async Task A_poll_ends_when_its_token_expires_or_its_cache_is_deleted()
    {
        var token = await Clients.MintAsync([TokenScopes.Topic(TopicRole.SubscribeOnly)], validForSeconds: 5);
        var expiring = Emulator.Http(token).GetAsync(new Uri(Topic, UriKind.Relative));
        Emulator.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.Unauthorized, (await expiring.WaitAsync(Patience)).StatusCode);

        var deleted = Emulator.Http().GetAsync(new Uri(Topic, UriKind.Relative));
        await Clients.Control.DeleteCacheAsync(new DeleteCacheRequest { CacheName = RunningEmulator.CacheName }, In(null));
        Assert.Equal(HttpStatusCode.NotFound, (await deleted.WaitAsync(Patience)).StatusCode);
    }

    [Fact]
    public async Task Numbers_that_are_none_are_a_bad_request() => Assert.Equal(
        HttpStatusCode.BadRequest, (await Emulator.Http().GetAsync(new Uri(Topic + "?sequence_number=x", UriKind.Relative))).StatusCode);

    private static async Task<string> PollAsync(HttpClient http, string query)
    {
        using var response = await http.GetAsync(new Uri(Topic + query, UriKind.Relative)).WaitAsync(Patience);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, byte[] body, string? contentType)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        using var response = await http.PostAsync(new Uri(Topic, UriKind.Relative), content);
        return response.StatusCode;
    }
}
