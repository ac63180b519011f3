using Google.Protobuf;
using Grpc.Core;
using Momento.Protocol.Cache;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Caches;

public sealed class ListEndTests : EmulatorTests
{
    private static readonly ByteString Name = Bytes("list");

    [Fact]
    public async Task Values_are_put_before_and_behind_a_list_in_their_order()
    {
        Assert.Equal(2u, await BackAsync(["c", "d"]));
        Assert.Equal(4u, await FrontAsync(["a", "b"]));

        Assert.Equal("a b c d", await FetchAsync());
    }

    [Fact]
    public async Task What_is_over_goes_from_the_other_end()
    {
        await BackAsync(["a", "b", "c"]);

        Assert.Equal(4u, await BackAsync(["d", "e"], truncate: 4));
        Assert.Equal("b c d e", await FetchAsync());
        Assert.Equal(3u, await FrontAsync(["x", "y"], truncate: 3));
        Assert.Equal("x y b", await FetchAsync());
        Assert.Equal(2u, await FrontAsync(["1", "2", "3"], truncate: 2));
        Assert.Equal("1 2", await FetchAsync());
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "x a y")]
    public async Task A_list_lives_on_only_when_values_refresh_it(bool refresh, string? expected)
    {
        await BackAsync(["a"]);
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(600));
        await FrontAsync(["x"], refresh: refresh);
        await BackAsync(["y"], refresh: refresh);
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(600));

        Assert.Equal(expected, await FetchAsync());
    }

    [Fact]
    public async Task Popping_takes_from_the_ends_and_at_last_the_list()
    {
        await BackAsync(["a", "b", "c"]);

        Assert.Equal(("a", 2u), await PopFrontAsync());
        Assert.Equal(("c", 1u), await PopBackAsync());
        Assert.Equal(("b", 0u), await PopFrontAsync());
        Assert.Null(await PopFrontAsync());
        Assert.Null(await PopBackAsync());
        Assert.Null(await FetchAsync());
    }

    [Fact]
    public async Task Nothing_is_popped_twice()
    {
        await BackAsync([.. Enumerable.Range(0, 100).Select(number => $"{number}")]);

        var popped = await Task.WhenAll(Enumerable.Range(0, 120).Select(number => number % 2 == 0 ? PopFrontAsync() : PopBackAsync()));

        Assert.Equal(100, popped.OfType<(string, uint)>().Select(pop => pop.Item1).Distinct().Count());
    }

    [Fact]
    public async Task Ranges_are_erased_by_the_indexes_that_elements_had()
    {
        await BackAsync(["a", "b", "c", "d", "e"]);

        var response = await EraseAsync((3, 1), (0, 2), (4, 9));

        Assert.Equal(1u, response.Found.ListLength);
        Assert.Equal("c", await FetchAsync());
        Assert.Equal(0u, (await Clients.Cache.ListEraseAsync(new ListEraseRequest { ListName = Name, All = new() }, In())).Found.ListLength);
        Assert.NotNull((await EraseAsync((0, 1))).Missing);
    }

    [Fact]
    public async Task What_says_nothing_or_is_too_large_is_refused()
    {
        var large = ByteString.CopyFrom(new byte[(128 * 1024) + 1]);

        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(Clients.Cache.ListEraseAsync(new ListEraseRequest { ListName = Name }, In())));
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(Clients.Cache.ListConcatenateBackAsync(Back([]), In())));
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(Clients.Cache.ListConcatenateFrontAsync(Front([]), In())));
        Assert.Equal(StatusCode.ResourceExhausted, await StatusAsync(Clients.Cache.ListConcatenateBackAsync(Back([Bytes("a"), large]), In())));
        Assert.Null(await FetchAsync());
    }

    private async Task<uint> BackAsync(string[] values, bool refresh = false, uint truncate = 0) =>
        (await Clients.Cache.ListConcatenateBackAsync(Back(values.Select(Bytes), refresh, truncate), In())).ListLength;

    private async Task<uint> FrontAsync(string[] values, bool refresh = false, uint truncate = 0) =>
        (await Clients.Cache.ListConcatenateFrontAsync(Front(values.Select(Bytes), refresh, truncate), In())).ListLength;

    private static ListConcatenateBackRequest Back(IEnumerable<ByteString> values, bool refresh = false, uint truncate = 0) =>
        new() { ListName = Name, Values = { values }, TtlMilliseconds = 1_000, RefreshTtl = refresh, TruncateFrontToSize = truncate };

    private static ListConcatenateFrontRequest Front(IEnumerable<ByteString> values, bool refresh = false, uint truncate = 0) =>
        new() { ListName = Name, Values = { values }, TtlMilliseconds = 1_000, RefreshTtl = refresh, TruncateBackToSize = truncate };

    private async Task<(string Value, uint Length)?> PopFrontAsync() =>
        (await Clients.Cache.ListPopFrontAsync(new ListPopFrontRequest { ListName = Name }, In())).Found is { } found
            ? (found.Front.ToStringUtf8(), found.ListLength) : null;

    private async Task<(string Value, uint Length)?> PopBackAsync() =>
        (await Clients.Cache.ListPopBackAsync(new ListPopBackRequest { ListName = Name }, In())).Found is { } found
            ? (found.Back.ToStringUtf8(), found.ListLength) : null;

    private async Task<ListEraseResponse> EraseAsync(params (uint Begin, uint Count)[] ranges) => await Clients.Cache.ListEraseAsync(
        new ListEraseRequest
        {
            ListName = Name,
            Some = new() { Ranges = { ranges.Select(range => new ListEraseRequest.Types.Range { BeginIndex = range.Begin, Count = range.Count }) } },
        },
        In());

    private async Task<string?> FetchAsync()
    {
        var response = await Clients.Cache.ListFetchAsync(new ListFetchRequest { ListName = Name }, In());
        return response.Found is { } found ? string.Join(' ', found.Values.Select(value => value.ToStringUtf8())) : null;
    }
}
