using Google.Protobuf;
using Momento.Protocol.Cache;
using Momento.Protocol.Common;
using static Momento.Emulator.Tests.MomentoClients;
using static Momento.Protocol.Cache.SortedSetFetchRequest.Types;

namespace Momento.Emulator.Tests.Caches;

/// <summary>What reads a sorted set: a=1 b=2 c=2 d=3 e=5.</summary>
public sealed class SortedSetQueryTests : EmulatorTests
{
    private static readonly ByteString Name = Bytes("set");

    [Theory]
    [InlineData(null, null, "a b c d e", "e d c b a")]
    [InlineData(1, 3, "b c", "d c")]
    [InlineData(-2, null, "d e", "b a")]
    [InlineData(null, -1, "a b c d", "e d c b")]
    [InlineData(3, 99, "d e", "b a")]
    [InlineData(9, null, "", "")]
    [InlineData(3, 1, "", "")]
    public async Task Elements_are_fetched_by_their_place_in_either_order(int? start, int? end, string ascending, string descending)
    {
        await PutAsync();
        var range = new ByIndex();
        if (start is { } inclusive)
        {
            range.InclusiveStartIndex = inclusive;
        }
        else
        {
            range.UnboundedStart = new Unbounded();
        }

        if (end is { } exclusive)
        {
            range.ExclusiveEndIndex = exclusive;
        }

        Assert.Equal(ascending, await FetchAsync(new SortedSetFetchRequest { ByIndex = range }));
        Assert.Equal(descending, await FetchAsync(new SortedSetFetchRequest { ByIndex = range, Order = Order.Descending }));
    }

    [Theory]
    [InlineData("[2", "3]", 0, -1, "b c d", "d c b")]
    [InlineData("(2", "5)", 0, -1, "d", "d")]
    [InlineData("(1", "", 0, -1, "b c d e", "e d c b")]
    [InlineData("", "2]", 0, -1, "a b c", "c b a")]
    [InlineData("", "", 1, 2, "b c", "d c")]
    [InlineData("[2", "", 1, 99, "c d e", "d c b")]
    [InlineData("[2", "", 9, -1, "", "")]
    [InlineData("", "", 0, 0, "", "")]
    [InlineData("[9", "", 0, -1, "", "")]
    [InlineData("[3", "2]", 0, -1, "", "")]
    public async Task Elements_are_fetched_by_their_score_in_either_order(string min, string max, uint offset, int count, string ascending, string descending)
    {
        await PutAsync();
        var range = new ByScore { Offset = offset, Count = count };
        if (min.Length > 0)
        {
            range.MinScore = new ByScore.Types.Bound { Score = min[1] - '0', Exclusive = min[0] == '(' };
        }

        if (max.Length > 0)
        {
            range.MaxScore = new ByScore.Types.Bound { Score = max[0] - '0', Exclusive = max[1] == ')' };
        }

        Assert.Equal(ascending, await FetchAsync(new SortedSetFetchRequest { ByScore = range }));
        Assert.Equal(descending, await FetchAsync(new SortedSetFetchRequest { ByScore = range, Order = Order.Descending }));
    }

    [Fact]
    public async Task Scores_come_along_when_asked_for()
    {
        await PutAsync();

        var response = await Clients.Cache.SortedSetFetchAsync(new SortedSetFetchRequest { SetName = Name, WithScores = true }, In());

        Assert.Equal([1d, 2, 2, 3, 5], response.Found.ValuesWithScores.Elements.Select(element => element.Score));
    }

    [Theory]
    [InlineData("a", 0ul, 4ul)]
    [InlineData("c", 2ul, 2ul)]
    [InlineData("e", 4ul, 0ul)]
    public async Task An_element_has_a_rank_from_either_end(string value, ulong ascending, ulong descending)
    {
        await PutAsync();

        Assert.Equal(ascending, (await RankAsync(value, SortedSetGetRankRequest.Types.Order.Ascending)).ElementRank.Rank);
        Assert.Equal(descending, (await RankAsync(value, SortedSetGetRankRequest.Types.Order.Descending)).ElementRank.Rank);
    }

    [Fact]
    public async Task Scores_are_answered_in_the_order_asked_for_with_hits_and_misses()
    {
        await PutAsync();

        var elements = (await Clients.Cache.SortedSetGetScoreAsync(
            new SortedSetGetScoreRequest { SetName = Name, Values = { Bytes("e"), Bytes("?"), Bytes("a") } }, In())).Found.Elements;

        Assert.Equal([(CacheResult.Hit, 5d), (CacheResult.Miss, 0d), (CacheResult.Hit, 1d)], elements.Select(element => (element.Result, element.Score)));
        Assert.Equal(CacheResult.Miss, (await RankAsync("?", default)).ElementRank.Result);
    }

    [Fact]
    public async Task Elements_are_counted_all_or_within_scores()
    {
        await PutAsync();

        Assert.Equal(5u, (await Clients.Cache.SortedSetLengthAsync(new SortedSetLengthRequest { SetName = Name }, In())).Found.Length);
        Assert.Equal(5u, await CountAsync(new SortedSetLengthByScoreRequest()));
        Assert.Equal(3u, await CountAsync(new SortedSetLengthByScoreRequest { InclusiveMin = 2, InclusiveMax = 3 }));
        Assert.Equal(1u, await CountAsync(new SortedSetLengthByScoreRequest { ExclusiveMin = 2, ExclusiveMax = 5 }));
        Assert.Equal(1u, await CountAsync(new SortedSetLengthByScoreRequest { UnboundedMin = new(), ExclusiveMax = 2 }));
        Assert.Equal(0u, await CountAsync(new SortedSetLengthByScoreRequest { InclusiveMin = 3, InclusiveMax = 2 }));
    }

    [Fact]
    public async Task A_sorted_set_that_does_not_exist_is_missing_in_every_answer()
    {
        var cache = Clients.Cache;
        Assert.NotNull((await cache.SortedSetFetchAsync(new SortedSetFetchRequest { SetName = Name }, In())).Missing);
        Assert.NotNull((await cache.SortedSetGetScoreAsync(new SortedSetGetScoreRequest { SetName = Name, Values = { Bytes("a") } }, In())).Missing);
        Assert.NotNull((await RankAsync("a", default)).Missing);
        Assert.NotNull((await cache.SortedSetLengthAsync(new SortedSetLengthRequest { SetName = Name }, In())).Missing);
        Assert.NotNull((await cache.SortedSetLengthByScoreAsync(new SortedSetLengthByScoreRequest { SetName = Name }, In())).Missing);
    }

    private async Task PutAsync() => await Clients.Cache.SortedSetPutAsync(
        new SortedSetPutRequest
        {
            SetName = Name,
            Elements =
            {
                new SortedSetElement { Value = Bytes("c"), Score = 2 },
                new SortedSetElement { Value = Bytes("e"), Score = 5 },
                new SortedSetElement { Value = Bytes("a"), Score = 1 },
                new SortedSetElement { Value = Bytes("b"), Score = 2 },
                new SortedSetElement { Value = Bytes("d"), Score = 3 },
            },
            TtlMilliseconds = 1_000,
        },
        In());

    private async Task<string> FetchAsync(SortedSetFetchRequest request)
    {
        request.SetName = Name;
        var response = await Clients.Cache.SortedSetFetchAsync(request, In());
        return string.Join(' ', response.Found.Values.Values_.Select(value => value.ToStringUtf8()));
    }

    private async Task<SortedSetGetRankResponse> RankAsync(string value, SortedSetGetRankRequest.Types.Order order) =>
        await Clients.Cache.SortedSetGetRankAsync(new SortedSetGetRankRequest { SetName = Name, Value = Bytes(value), Order = order }, In());

    private async Task<uint> CountAsync(SortedSetLengthByScoreRequest request)
    {
        request.SetName = Name;
        return (await Clients.Cache.SortedSetLengthByScoreAsync(request, In())).Found.Length;
    }
}
