using Google.Protobuf;
using Grpc.Core;
using Momento.Protocol.Cache;
using Momento.Protocol.Control;
using Momento.Protocol.PubSub;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Caches;

public sealed class ValidationTests : EmulatorTests
{
    private const int ItemLimit = 4883 * 1024;

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_blank_name_is_refused(string name)
    {
        await RefusedAsync(async clients => await clients.Control.CreateCacheAsync(new CreateCacheRequest { CacheName = name }, In(null)));
        await RefusedAsync(async clients => await clients.Control.DeleteCacheAsync(new DeleteCacheRequest { CacheName = name }, In(null)));
        await RefusedAsync(async clients => await clients.Control.FlushCacheAsync(new FlushCacheRequest { CacheName = name }, In(null)));
        await RefusedAsync(async clients => await clients.Cache.GetAsync(new GetRequest { CacheKey = Bytes("key") }, In(name)));
        await RefusedAsync(clients => clients.PublishAsync("topic", "text", cache: name));
        await RefusedAsync(clients => clients.PublishAsync(name, "text"));
        Assert.Equal(StatusCode.InvalidArgument, await Clients.Open(name).EndAsync());
        Assert.Equal(StatusCode.InvalidArgument, await Clients.Open("topic", cache: name).EndAsync());
    }

    [Fact]
    public async Task An_empty_key_is_a_key()
    {
        await Clients.SetAsync("", "value");

        Assert.Equal("value", await Clients.GetAsync(""));
        Assert.Null(await Clients.GetAsync("key"));
    }

    [Fact]
    public async Task A_call_without_cache_metadata_is_refused() =>
        await RefusedAsync(async clients => await clients.Cache.GetAsync(new GetRequest { CacheKey = Bytes("key") }, In(null)));

    [Theory]
    [InlineData(0ul)]
    [InlineData(86_400_001ul)]
    [InlineData(ulong.MaxValue)]
    public async Task A_time_to_live_of_nothing_or_more_than_a_day_is_refused(ulong ttl)
    {
        await RefusedAsync(clients => clients.SetAsync("key", "value", ttl));
        Assert.Null(await Clients.GetAsync("key"));
    }

    [Fact]
    public async Task A_time_to_live_of_a_whole_day_is_accepted()
    {
        await Clients.SetAsync("key", "value", ttl: 86_400_000);
        Assert.Equal("value", await Clients.GetAsync("key"));
    }

    [Fact]
    public async Task A_message_without_a_value_is_refused() =>
        await RefusedAsync(async clients => await clients.Topics.PublishAsync(
            new PublishRequest { CacheName = RunningEmulator.CacheName, Topic = "topic" }, In(null)));

    [Theory]
    [InlineData(5_000_000, null)]
    [InlineData(ItemLimit, null)]
    [InlineData(ItemLimit + 1, "item_size_limit_exceeded")]
    [InlineData(5_300_000, "request_size_limit_exceeded")]
    [InlineData(8_000_000, "request_size_limit_exceeded")]
    public async Task An_item_is_stored_up_to_the_limit_and_refused_beyond(int size, string? reason)
    {
        var request = new SetRequest { CacheKey = Bytes("key"), CacheBody = ByteString.CopyFrom(new byte[size]), TtlMilliseconds = 1_000 };

        var failure = await Record.ExceptionAsync(async () => await Clients.Cache.SetAsync(request, In()));

        ExceedsLimit(reason, failure);
    }

    [Theory]
    [InlineData(128 * 1024, null)]
    [InlineData((128 * 1024) + 1, "element_size_limit_exceeded")]
    public async Task An_element_is_stored_up_to_the_limit_and_refused_beyond(int size, string? reason)
    {
        var value = ByteString.CopyFrom(new byte[size]);

        ExceedsLimit(reason, await Record.ExceptionAsync(async () => await Clients.Cache.ListPushFrontAsync(
            new ListPushFrontRequest { ListName = Bytes("list"), Value = value, TtlMilliseconds = 1_000 }, In())));
        ExceedsLimit(reason, await Record.ExceptionAsync(async () => await Clients.Cache.DictionarySetAsync(
            new DictionarySetRequest
            {
                DictionaryName = Bytes("dictionary"),
                Items = { new DictionaryFieldValuePair { Field = Bytes("field"), Value = value } },
                TtlMilliseconds = 1_000,
            },
            In())));
    }

    [Theory]
    [InlineData('a', 4096, null)]
    [InlineData('a', 4097, "request_size_limit_exceeded")]
    [InlineData('é', 2048, null)]
    [InlineData('é', 2049, "request_size_limit_exceeded")]
    public async Task A_message_is_accepted_up_to_4_KB_of_UTF8_and_refused_beyond(char letter, int count, string? reason) =>
        ExceedsLimit(reason, await Record.ExceptionAsync(() => Clients.PublishAsync("topic", new string(letter, count))));

    /// <summary>SDKs look for the reason in the trailer, or for these words in the message.</summary>
    private static void ExceedsLimit(string? reason, Exception? failure)
    {
        if (reason is null)
        {
            Assert.Null(failure);
            return;
        }

        var exception = Assert.IsType<RpcException>(failure);
        Assert.Equal(StatusCode.ResourceExhausted, exception.StatusCode);
        Assert.Equal(reason, exception.Trailers.GetValue("err"));
        Assert.Contains(
            reason switch
            {
                "request_size_limit_exceeded" => "request limit",
                "item_size_limit_exceeded" => "item size",
                _ => "element size",
            },
            exception.Status.Detail,
            StringComparison.Ordinal);
    }

    private async Task RefusedAsync(Func<MomentoClients, Task> call)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => call(Clients));
        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
    }
}
