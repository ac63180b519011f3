using System.Globalization;
using Grpc.Core;
using Momento.Protocol.Cache;
using static Momento.Emulator.Tests.MomentoClients;
using static Momento.Protocol.Cache.SortedSetUnionStoreRequest.Types;

namespace Momento.Emulator.Tests.Caches;

/// <summary>What changes a sorted set.</summary>
public sealed class SortedSetTests : EmulatorTests
{
    [Fact]
    public async Task Elements_are_put_replaced_and_removed()
    {
        await PutAsync("set", ("a", 1), ("b", 2), ("c", 3));
        await PutAsync("set", ("a", 9));
        await RemoveAsync("b", "not there");

        Assert.Equal("c=3 a=9", await FetchAsync());
        await RemoveAsync("a", "c");
        Assert.Null(await FetchAsync());
        await RemoveAsync("a");
    }

    [Fact]
    public async Task All_elements_are_removed_at_once()
    {
        await PutAsync("set", ("a", 1), ("b", 2));

        await Clients.Cache.SortedSetRemoveAsync(new SortedSetRemoveRequest { SetName = Bytes("set"), All = new() }, In());

        Assert.Null(await FetchAsync());
    }

    [Fact]
    public async Task A_score_is_incremented_from_what_it_is_or_from_nothing()
    {
        Assert.Equal(1.5, await IncrementAsync("a", 1.5));
        Assert.Equal(-1, await IncrementAsync("a", -2.5));
        Assert.Equal(3, await IncrementAsync("b", 3));

        Assert.Equal("a=-1 b=3", await FetchAsync());
    }

    [Fact]
    public async Task Increments_at_the_same_time_all_count()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => IncrementAsync($"{number % 3}", 1)));

        Assert.Equal("2=66 0=67 1=67", await FetchAsync());
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "a=1 b=1 c=1")]
    public async Task A_sorted_set_lives_on_only_when_a_write_refreshes_it(bool refresh, string? expected)
    {
        await PutAsync("set", ("a", 1));
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(600));
        var put = Put("set", ("b", 1));
        put.RefreshTtl = refresh;
        await Clients.Cache.SortedSetPutAsync(put, In());
        await IncrementAsync("c", 1, refresh);
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(600));

        Assert.Equal(expected, await FetchAsync());
    }

    [Theory]
    [InlineData(AggregateFunction.Sum, "a=1 c=5 b=8")]
    [InlineData(AggregateFunction.Min, "a=1 b=3 c=5")]
    [InlineData(AggregateFunction.Max, "a=1 b=5 c=5")]
    public async Task A_union_weighs_the_sources_and_aggregates_what_is_in_several(AggregateFunction aggregate, string expected)
    {
        await PutAsync("one", ("a", 1), ("b", 3));
        await PutAsync("two", ("b", 2), ("c", 2));
        await PutAsync("set", ("replaced", 1));

        var length = await UnionAsync(aggregate, ("one", 1), ("two", 2.5f), ("nothing", 1));

        Assert.Equal(3u, length);
        Assert.Equal(expected, await FetchAsync());
    }

    [Fact]
    public async Task A_union_may_have_its_destination_among_the_sources()
    {
        await PutAsync("set", ("a", 1));
        await PutAsync("one", ("a", 2), ("b", 3));

        await UnionAsync(AggregateFunction.Sum, ("set", 10), ("one", -1));

        Assert.Equal("b=-3 a=8", await FetchAsync());
    }

    [Fact]
    public async Task An_empty_union_deletes_the_destination()
    {
        await PutAsync("set", ("a", 1));

        Assert.Equal(0u, await UnionAsync(AggregateFunction.Sum, ("nothing", 1)));
        Assert.Null(await FetchAsync());
    }

    [Fact]
    public async Task What_says_nothing_or_is_no_number_is_refused()
    {
        var cache = Clients.Cache;
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(cache.SortedSetPutAsync(Put("set"), In())));
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(cache.SortedSetPutAsync(Put("set", ("a", double.NaN)), In())));
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(cache.SortedSetRemoveAsync(new SortedSetRemoveRequest { SetName = Bytes("set") }, In())));
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(cache.SortedSetUnionStoreAsync(Union("set", AggregateFunction.Sum), In())));
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(cache.SortedSetUnionStoreAsync(Union("set", AggregateFunction.Sum, ("a", float.PositiveInfinity)), In())));
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(cache.SortedSetUnionStoreAsync(Union("set", (AggregateFunction)7, ("a", 1)), In())));

        await PutAsync("set", ("a", double.PositiveInfinity));
        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(cache.SortedSetIncrementAsync(Increment("a", double.NegativeInfinity), In())));
        Assert.Equal("a=Infinity", await FetchAsync());
    }

    [Fact]
    public async Task Another_type_is_neither_changed_nor_a_source()
    {
        await Clients.SetAsync("set", "value");

        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(Clients.Cache.SortedSetPutAsync(Put("set", ("a", 1)), In())));
        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(Clients.Cache.SortedSetUnionStoreAsync(Union("set", AggregateFunction.Sum, ("one", 1)), In())));
        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(Clients.Cache.SortedSetUnionStoreAsync(Union("one", AggregateFunction.Sum, ("set", 1)), In())));
        Assert.Equal("value", await Clients.GetAsync("set"));
    }

    private async Task PutAsync(string set, params (string Value, double Score)[] elements) =>
        await Clients.Cache.SortedSetPutAsync(Put(set, elements), In());

    private async Task RemoveAsync(params string[] values) => await Clients.Cache.SortedSetRemoveAsync(
        new SortedSetRemoveRequest { SetName = Bytes("set"), Some = new() { Values = { values.Select(Bytes) } } }, In());

    private async Task<double> IncrementAsync(string value, double amount, bool refresh = false) =>
        (await Clients.Cache.SortedSetIncrementAsync(Increment(value, amount, refresh), In())).Score;

    private async Task<uint> UnionAsync(AggregateFunction aggregate, params (string Set, float Weight)[] sources) =>
        (await Clients.Cache.SortedSetUnionStoreAsync(Union("set", aggregate, sources), In())).Length;

    private async Task<string?> FetchAsync()
    {
        var response = await Clients.Cache.SortedSetFetchAsync(new SortedSetFetchRequest { SetName = Bytes("set"), WithScores = true }, In());
        return response.Found is { } found
            ? string.Join(' ', found.ValuesWithScores.Elements.Select(element => $"{element.Value.ToStringUtf8()}={element.Score.ToString(CultureInfo.InvariantCulture)}")) : null;
    }

    private static SortedSetPutRequest Put(string set, params (string Value, double Score)[] elements) => new()
    {
        SetName = Bytes(set),
        Elements = { elements.Select(element => new SortedSetElement { Value = Bytes(element.Value), Score = element.Score }) },
        TtlMilliseconds = 1_000,
    };

    private static SortedSetIncrementRequest Increment(string value, double amount, bool refresh = false) =>
        new() { SetName = Bytes("set"), Value = Bytes(value), Amount = amount, TtlMilliseconds = 1_000, RefreshTtl = refresh };

    private static SortedSetUnionStoreRequest Union(string set, AggregateFunction aggregate, params (string Set, float Weight)[] sources) => new()
    {
        SetName = Bytes(set),
        Sources = { sources.Select(source => new Source { SetName = Bytes(source.Set), Weight = source.Weight }) },
        Aggregate = aggregate,
        TtlMilliseconds = 1_000,
    };
}
