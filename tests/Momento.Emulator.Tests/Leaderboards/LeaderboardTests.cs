using Grpc.Core;
using Momento.Emulator.Tests.Auth;
using Momento.Emulator.Tests.Persistence;
using Momento.Protocol.Control;
using Momento.Protocol.Leaderboards;
using Momento.Protocol.Permissions;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Leaderboards;

/// <summary>With the elements 1=10, 2=20, 3=20, 4=40.</summary>
public sealed class LeaderboardTests : EmulatorTests
{
    private const string Name = "board";

    [Theory]
    [InlineData(Order.Ascending, "0:1=10 1:2=20 2:3=20 3:4=40")]
    [InlineData(Order.Descending, "0:4=40 1:3=20 2:2=20 3:1=10")]
    public async Task Elements_have_ranks_from_either_end(Order order, string expected)
    {
        await UpsertAsync(Clients);

        Assert.Equal(expected, await ByRankAsync(Clients, 0, 8_192, order));
        Assert.Equal(string.Join(' ', expected.Split(' ')[1..3]), await ByRankAsync(Clients, 1, 3, order));
        Assert.Equal("", await ByRankAsync(Clients, 4, 9, order));
        var ranks = await Clients.Leaderboards.GetRankAsync(new GetRankRequest { Leaderboard = Name, Ids = { 4, 99, 1 }, Order = order }, In());
        Assert.Equal([expected.Split(' ').Single(element => element.Contains(":4=")), expected.Split(' ').Single(element => element.Contains(":1="))], ranks.Elements.Select(Text));
    }

    [Theory]
    [InlineData(20d, 40d, 0u, 9u, Order.Ascending, "1:2=20 2:3=20")]
    [InlineData(20d, null, 0u, 9u, Order.Descending, "0:4=40 1:3=20 2:2=20")]
    [InlineData(null, 40d, 1u, 1u, Order.Descending, "2:2=20")]
    [InlineData(null, null, 3u, 9u, Order.Ascending, "3:4=40")]
    [InlineData(50d, null, 0u, 9u, Order.Ascending, "")]
    [InlineData(null, null, 9u, 9u, Order.Ascending, "")]
    public async Task Elements_are_fetched_by_score(double? min, double? max, uint offset, uint limit, Order order, string expected)
    {
        await UpsertAsync(Clients);
        var range = new ScoreRange();
        if (min is { } inclusive)
        {
            range.MinInclusive = inclusive;
        }

        if (max is { } exclusive)
        {
            range.MaxExclusive = exclusive;
        }

        var response = await Clients.Leaderboards.GetByScoreAsync(
            new GetByScoreRequest { Leaderboard = Name, ScoreRange = range, Offset = offset, LimitElements = limit, Order = order }, In());

        Assert.Equal(expected, string.Join(' ', response.Elements.Select(Text)));
    }

    [Fact]
    public async Task In_a_competition_the_same_score_has_the_same_rank()
    {
        await UpsertAsync(Clients);
        var request = new GetCompetitionRankRequest { Leaderboard = Name, Ids = { 1, 2, 3, 4 } };

        var descending = await Clients.Leaderboards.GetCompetitionRankAsync(request, In());
        request.Order = Order.Ascending;
        var ascending = await Clients.Leaderboards.GetCompetitionRankAsync(request, In());

        Assert.Equal("3:1=10 1:2=20 1:3=20 0:4=40", string.Join(' ', descending.Elements.Select(Text)));
        Assert.Equal("0:1=10 1:2=20 1:3=20 3:4=40", string.Join(' ', ascending.Elements.Select(Text)));
    }

    [Fact]
    public async Task Elements_are_replaced_and_removed_and_leaderboards_deleted()
    {
        await UpsertAsync(Clients);
        await Clients.Leaderboards.UpsertElementsAsync(new UpsertElementsRequest { Leaderboard = Name, Elements = { new Element { Id = 1, Score = 30 } } }, In());
        await Clients.Leaderboards.RemoveElementsAsync(new RemoveElementsRequest { Leaderboard = Name, Ids = { 2, 99 } }, In());

        Assert.Equal("0:3=20 1:1=30 2:4=40", await ByRankAsync(Clients, 0, 9));
        Assert.Equal(3u, await LengthAsync(Clients));
        await Clients.Leaderboards.DeleteLeaderboardAsync(new DeleteLeaderboardRequest { Leaderboard = Name }, In());
        Assert.Equal(0u, await LengthAsync(Clients));
        await UpsertAsync(Clients);
        await Clients.Control.FlushCacheAsync(new FlushCacheRequest { CacheName = RunningEmulator.CacheName }, In(null));
        Assert.Equal(0u, await LengthAsync(Clients));
    }

    [Fact]
    public async Task What_asks_for_nothing_or_too_much_is_refused()
    {
        var scs = Clients.Leaderboards;
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(scs.UpsertElementsAsync(new() { Leaderboard = Name }, In())));
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(scs.UpsertElementsAsync(new() { Leaderboard = Name, Elements = { new Element { Score = double.NaN } } }, In())));
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(scs.RemoveElementsAsync(new() { Leaderboard = Name, Ids = { new uint[8_193] } }, In())));
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(scs.GetByRankAsync(new() { Leaderboard = Name, RankRange = new() { StartInclusive = 3, EndExclusive = 3 } }, In())));
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(scs.GetByRankAsync(new() { Leaderboard = Name, RankRange = new() { EndExclusive = 8_193 } }, In())));
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(scs.GetByScoreAsync(new() { Leaderboard = Name, LimitElements = 8_193 }, In())));
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(scs.GetLeaderboardLengthAsync(new(), In())));
        Assert.Equal(StatusCode.NotFound, await StatusAsync(scs.GetLeaderboardLengthAsync(new() { Leaderboard = Name }, In("no cache"))));
    }

    [Fact]
    public async Task A_token_needs_the_permission_for_the_leaderboards_name()
    {
        var reader = Emulator.Clients(await Clients.MintAsync([TokenScopes.Cache(CacheRole.ReadOnly, key: Name)]));
        var other = Emulator.Clients(await Clients.MintAsync([TokenScopes.Cache(CacheRole.ReadWrite, key: "other")]));
        await UpsertAsync(Clients);

        Assert.Equal(4u, await LengthAsync(reader));
        Assert.Equal(StatusCode.PermissionDenied, await StatusAsync(reader.Leaderboards.DeleteLeaderboardAsync(new() { Leaderboard = Name }, In())));
        Assert.Equal(StatusCode.PermissionDenied, await StatusAsync(other.Leaderboards.GetLeaderboardLengthAsync(new() { Leaderboard = Name }, In())));
    }

    [Fact]
    public async Task Leaderboards_survive_a_kill_and_the_snapshot_after_it()
    {
        using var directory = new TemporaryDirectory();
        await using var emulator = await RunningEmulator.StartAsync(directory.Setting);
        await UpsertAsync(emulator.Clients());
        await emulator.Clients().Leaderboards.RemoveElementsAsync(new RemoveElementsRequest { Leaderboard = Name, Ids = { 2 } }, In());
        await emulator.Clients().Leaderboards.UpsertElementsAsync(new() { Leaderboard = "gone", Elements = { new Element { Id = 1 } } }, In());
        await emulator.Clients().Leaderboards.DeleteLeaderboardAsync(new() { Leaderboard = "gone" }, In());

        using var replayed = directory.AsIfKilled();
        await using var second = await RunningEmulator.StartAsync(replayed.Setting);
        using var compacted = replayed.AsIfKilled();
        await using var third = await RunningEmulator.StartAsync(compacted.Setting);

        Assert.Equal("0:1=10 1:3=20 2:4=40", await ByRankAsync(second.Clients(), 0, 9));
        Assert.Equal("0:1=10 1:3=20 2:4=40", await ByRankAsync(third.Clients(), 0, 9));
        Assert.Equal(0u, await LengthAsync(third.Clients(), "gone"));
    }

    private static async Task UpsertAsync(MomentoClients clients) => await clients.Leaderboards.UpsertElementsAsync(
        new UpsertElementsRequest
        {
            Leaderboard = Name,
            Elements =
            {
                new Element { Id = 4, Score = 40 },
                new Element { Id = 2, Score = 20 },
                new Element { Id = 1, Score = 10 },
                new Element { Id = 3, Score = 20 },
            },
        },
        In());

    private static async Task<string> ByRankAsync(MomentoClients clients, uint start, uint end, Order order = Order.Ascending)
    {
        var response = await clients.Leaderboards.GetByRankAsync(
            new GetByRankRequest { Leaderboard = Name, RankRange = new RankRange { StartInclusive = start, EndExclusive = end }, Order = order }, In());
        return string.Join(' ', response.Elements.Select(Text));
    }

    private static async Task<uint> LengthAsync(MomentoClients clients, string name = Name) =>
        (await clients.Leaderboards.GetLeaderboardLengthAsync(new GetLeaderboardLengthRequest { Leaderboard = name }, In())).Count;

    private static string Text(RankedElement element) => $"{element.Rank}:{element.Id}={element.Score}";
}
