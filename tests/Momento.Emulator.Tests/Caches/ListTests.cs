using Grpc.Core;
using Momento.Protocol.Cache;
using Momento.Protocol.Common;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Caches;

public sealed class ListTests : EmulatorTests
{
    private const ulong OneSecond = 1_000;

    [Fact]
    public async Task Pushing_puts_values_at_their_end_and_returns_the_length()
    {
        Assert.Equal(1u, await PushBackAsync("b"));
        Assert.Equal(2u, await PushBackAsync("c"));
        Assert.Equal(3u, await PushFrontAsync("a"));

        Assert.Equal(["a", "b", "c"], await FetchAsync() ?? []);
        Assert.Equal(3u, (await Clients.Cache.ListLengthAsync(new ListLengthRequest { ListName = Name }, In())).Found.Length);
    }

    [Fact]
    public async Task A_push_to_the_front_truncates_the_back_and_returns_the_length_after_it()
    {
        await PushBackAsync("b", "c", "d");

        Assert.Equal(2u, await PushFrontAsync("a", truncateTo: 2));
        Assert.Equal(["a", "b"], await FetchAsync() ?? []);
    }

    [Fact]
    public async Task A_push_to_the_back_truncates_the_front()
    {
        await PushBackAsync("a", "b", "c");

        Assert.Equal(2u, await PushBackAsync("d", truncateTo: 2));
        Assert.Equal(["c", "d"], await FetchAsync() ?? []);
    }

    [Fact]
    public async Task A_list_keeps_its_expiry_when_a_push_does_not_refresh_it()
    {
        await PushFrontAsync("a");
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(600));
        await PushFrontAsync("b");
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(400));

        Assert.Null(await FetchAsync());
    }

    [Fact]
    public async Task A_list_lives_on_when_a_push_refreshes_it()
    {
        await PushFrontAsync("a");
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(600));
        await PushFrontAsync("b", refresh: true);
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(999));

        Assert.Equal(["b", "a"], await FetchAsync() ?? []);
    }

    [Theory]
    [InlineData(null, null, "0123456789")]
    [InlineData(0, null, "0123456789")]
    [InlineData(5, null, "56789")]
    [InlineData(-5, null, "56789")]
    [InlineData(5, 0, "")]
    [InlineData(-5, 0, "")]
    [InlineData(0, 5, "01234")]
    [InlineData(null, 5, "01234")]
    [InlineData(0, -5, "01234")]
    [InlineData(null, -5, "01234")]
    [InlineData(2, 6, "2345")]
    [InlineData(2, -6, "23")]
    [InlineData(-7, -2, "34567")]
    [InlineData(-2, -6, "")]
    [InlineData(0, 0, "")]
    [InlineData(9, 10, "9")]
    [InlineData(10, null, "")]
    [InlineData(3, 100, "3456789")]
    [InlineData(-100, 2, "01")]
    [InlineData(int.MinValue, int.MaxValue, "0123456789")]
    [InlineData(int.MaxValue, int.MinValue, "")]
    public async Task A_range_selects_from_an_inclusive_start_to_an_exclusive_end(int? start, int? end, string expected)
    {
        await PushBackAsync("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

        Assert.Equal(expected, string.Concat(await FetchAsync(start, end) ?? ["missing"]));
    }

    [Theory]
    [InlineData(-1, 1, "a")]
    [InlineData(1, -1, "")]
    [InlineData(0, -1, "")]
    public async Task A_range_of_a_single_element_is_right_too(int start, int end, string expected)
    {
        await PushBackAsync("a");

        Assert.Equal(expected, string.Concat(await FetchAsync(start, end) ?? ["missing"]));
    }

    [Fact]
    public async Task Removing_a_value_removes_every_occurrence()
    {
        await PushBackAsync("x", "a", "x", "b", "x");

        var response = await Clients.Cache.ListRemoveAsync(new ListRemoveRequest { ListName = Name, AllElementsWithValue = Bytes("x") }, In());

        Assert.Equal(2u, response.Found.ListLength);
        Assert.Equal(["a", "b"], await FetchAsync() ?? []);
    }

    [Fact]
    public async Task A_list_that_lost_its_last_element_is_missing()
    {
        await PushBackAsync("x", "x");

        await Clients.Cache.ListRemoveAsync(new ListRemoveRequest { ListName = Name, AllElementsWithValue = Bytes("x") }, In());

        Assert.Null(await FetchAsync());
    }

    [Fact]
    public async Task Retaining_keeps_the_range_and_its_expiry_can_be_refreshed()
    {
        await PushBackAsync("a", "b", "c", "d");
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(600));

        var response = await Clients.Cache.ListRetainAsync(
            new ListRetainRequest { ListName = Name, InclusiveStart = 1, ExclusiveEnd = -1, TtlMilliseconds = OneSecond, RefreshTtl = true }, In());
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(999));

        Assert.Equal(2u, response.Found.ListLength);
        Assert.Equal(["b", "c"], await FetchAsync() ?? []);
    }

    [Fact]
    public async Task Retaining_nothing_removes_the_list()
    {
        await PushBackAsync("a", "b");

        await Clients.Cache.ListRetainAsync(new ListRetainRequest { ListName = Name, InclusiveStart = 1, ExclusiveEnd = 1 }, In());

        Assert.Null(await FetchAsync());
    }

    [Fact]
    public async Task What_is_asked_of_a_list_that_does_not_exist_is_missing()
    {
        Assert.NotNull((await Clients.Cache.ListFetchAsync(new ListFetchRequest { ListName = Name }, In())).Missing);
        Assert.NotNull((await Clients.Cache.ListLengthAsync(new ListLengthRequest { ListName = Name }, In())).Missing);
        Assert.NotNull((await Clients.Cache.ListRetainAsync(new ListRetainRequest { ListName = Name }, In())).Missing);
        Assert.NotNull((await Clients.Cache.ListRemoveAsync(
            new ListRemoveRequest { ListName = Name, AllElementsWithValue = Bytes("x") }, In())).Missing);
    }

    [Fact]
    public async Task Pushing_to_a_value_fails()
    {
        await Clients.SetAsync("list", "value");

        var failure = await Assert.ThrowsAsync<RpcException>(() => PushFrontAsync("a"));

        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
    }

    [Fact]
    public async Task Concurrent_pushes_are_all_kept()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(value => PushFrontAsync($"{value}")));

        Assert.Equal(Enumerable.Range(0, 200), (await FetchAsync() ?? []).Select(int.Parse).Order());
    }

    private static Google.Protobuf.ByteString Name { get; } = Bytes("list");

    private async Task PushBackAsync(params string[] values)
    {
        foreach (var value in values)
        {
            await PushBackAsync(value, truncateTo: 0);
        }
    }

    private async Task<uint> PushBackAsync(string value, uint truncateTo = 0) => (await Clients.Cache.ListPushBackAsync(
        new ListPushBackRequest { ListName = Name, Value = Bytes(value), TtlMilliseconds = OneSecond, TruncateFrontToSize = truncateTo },
        In())).ListLength;

    private async Task<uint> PushFrontAsync(string value, uint truncateTo = 0, bool refresh = false) => (await Clients.Cache.ListPushFrontAsync(
        new ListPushFrontRequest { ListName = Name, Value = Bytes(value), TtlMilliseconds = OneSecond, TruncateBackToSize = truncateTo, RefreshTtl = refresh },
        In())).ListLength;

    private async Task<IEnumerable<string>?> FetchAsync(int? start = null, int? end = null)
    {
        var request = new ListFetchRequest { ListName = Name, UnboundedStart = new Unbounded(), UnboundedEnd = new Unbounded() };
        if (start is { } inclusiveStart)
        {
            request.InclusiveStart = inclusiveStart;
        }

        if (end is { } exclusiveEnd)
        {
            request.ExclusiveEnd = exclusiveEnd;
        }

        var response = await Clients.Cache.ListFetchAsync(request, In());
        return response.Found?.Values.Select(value => value.ToStringUtf8());
    }
}
