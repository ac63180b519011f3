using System.Net;
using System.Text;
using Momento.Protocol.Cache;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.HttpApi;

public sealed class CacheApiTests : EmulatorTests
{
    private static readonly byte[] Value = [0, 1, 2, 0xff, .. "Grüße"u8];

    [Fact]
    public async Task What_is_put_is_got_byte_for_byte_and_by_sdks_as_well_until_it_expires()
    {
        var http = Emulator.Http();

        Assert.Equal(HttpStatusCode.NoContent, await PutAsync(http, "cache/test-cache?key=a%20key&ttl_seconds=60", Value));
        using var got = await http.GetAsync(Relative("cache/test-cache?key=a%20key"));
        Assert.Equal(HttpStatusCode.OK, got.StatusCode);
        Assert.Equal(Value, await got.Content.ReadAsByteArrayAsync());
        Assert.Equal(Value, (await Clients.Cache.GetAsync(new GetRequest { CacheKey = Bytes("a key") }, In())).CacheBody.ToByteArray());

        Emulator.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(http, "cache/test-cache?key=a%20key"));
    }

    [Fact]
    public async Task A_binary_key_is_given_as_base64_url()
    {
        var http = Emulator.Http();

        Assert.Equal(HttpStatusCode.NoContent, await PutAsync(http, "cache/test-cache?key_base64=_-8B&ttl_seconds=60", Value));

        var key = Google.Protobuf.ByteString.CopyFrom(0xff, 0xef, 0x01);
        Assert.Equal(CacheResult.Hit, (await Clients.Cache.GetAsync(new GetRequest { CacheKey = key }, In())).Result);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(http, "cache/test-cache?key_base64=_-8B"));
    }

    [Fact]
    public async Task Deleting_succeeds_whether_there_was_something_or_not()
    {
        var http = Emulator.Http();
        await Clients.SetAsync("key", "value");

        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(http, "cache/test-cache?key=key"));
        Assert.Null(await Clients.GetAsync("key"));
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(http, "cache/test-cache?key=key"));
    }

    [Fact]
    public async Task A_missing_cache_is_not_found()
    {
        var http = Emulator.Http();

        Assert.Equal(HttpStatusCode.NotFound, await PutAsync(http, "cache/none?key=key&ttl_seconds=60", Value));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(http, "cache/none?key=key"));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(http, "cache/none?key=key"));
    }

    [Theory]
    [InlineData("cache/test-cache?key=missing", "Key Not Found")]
    [InlineData("cache/none?key=missing", "Cache Not Found")]
    public async Task What_is_missing_is_named_as_documented(string path, string words)
    {
        using var response = await Emulator.Http().GetAsync(Relative(path));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cache/test-cache?ttl_seconds=60")]
    [InlineData("cache/test-cache?key=&ttl_seconds=60")]
    [InlineData("cache/test-cache?key=k&key_base64=aw&ttl_seconds=60")]
    [InlineData("cache/test-cache?key_base64=%25&ttl_seconds=60")]
    [InlineData("cache/test-cache?key=k")]
    [InlineData("cache/test-cache?key=k&ttl_seconds=0")]
    [InlineData("cache/test-cache?key=k&ttl_seconds=-1")]
    [InlineData("cache/test-cache?key=k&ttl_seconds=soon")]
    [InlineData("cache/test-cache?key=k&ttl_seconds=86401")]
    [InlineData("cache/test-cache?key=k&ttl_seconds=99999999999999999999")]
    public async Task A_request_that_makes_no_sense_is_a_bad_request(string request) =>
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(Emulator.Http(), request, Value));

    [Fact]
    public async Task An_item_that_is_not_a_single_value_is_a_bad_request()
    {
        await Clients.Cache.ListPushFrontAsync(new ListPushFrontRequest { ListName = Bytes("list"), TtlMilliseconds = 60_000 }, In());

        Assert.Equal(HttpStatusCode.BadRequest, await GetAsync(Emulator.Http(), "cache/test-cache?key=list"));
    }

    [Fact]
    public async Task An_item_that_is_too_large_is_refused_with_429() =>
        Assert.Equal(HttpStatusCode.TooManyRequests, await PutAsync(Emulator.Http(), "cache/test-cache?key=k&ttl_seconds=1", new byte[5_300_000]));

    [Fact]
    public async Task The_key_may_be_in_the_header_or_in_the_query_but_not_in_both()
    {
        var token = $"&token={RunningEmulator.ReadWriteKey}";

        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(Emulator.Http(null), "cache/test-cache?key=k" + token));
        Assert.Equal(HttpStatusCode.BadRequest, await GetAsync(Emulator.Http(), "cache/test-cache?key=k" + token));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(Emulator.Http(null), "cache/test-cache?key=k"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(Emulator.Http("unknown"), "cache/test-cache?key=k"));
    }

    [Fact]
    public async Task Neither_tokens_in_the_query_nor_values_are_logged()
    {
        await PutAsync(Emulator.Http(null), $"cache/test-cache?key=k&ttl_seconds=60&token={RunningEmulator.ReadWriteKey}", Encoding.UTF8.GetBytes("the value"));

        Assert.Equal("the value", await Clients.GetAsync("k"));
        Assert.DoesNotContain(Emulator.Logs.Entries, entry => entry.Text.Contains(RunningEmulator.ReadWriteKey, StringComparison.Ordinal));
        Assert.DoesNotContain(Emulator.Logs.Entries, entry => entry.Text.Contains("the value", StringComparison.Ordinal));
    }

    private static Uri Relative(string uri) => new(uri, UriKind.Relative);

    private static async Task<HttpStatusCode> GetAsync(HttpClient http, string uri)
    {
        using var response = await http.GetAsync(Relative(uri));
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> DeleteAsync(HttpClient http, string uri)
    {
        using var response = await http.DeleteAsync(Relative(uri));
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> PutAsync(HttpClient http, string uri, byte[] value)
    {
        using var response = await http.PutAsync(Relative(uri), new ByteArrayContent(value));
        return response.StatusCode;
    }
}
