using Google.Protobuf;
using Grpc.Core;
using Momento.Emulator.Auth;
using Momento.Emulator.Caches;
using Momento.Protocol.Common;
using Momento.Protocol.Leaderboards;

namespace Momento.Emulator.Leaderboards;

/// <summary>Leaderboards. A token needs the permission for a key of the leaderboard's name.</summary>
internal sealed class LeaderboardService(CallGuard guard) : Leaderboard.LeaderboardBase
{
    private const int MaximumElements = 8_192;

    private static readonly Task<Empty> Done = Task.FromResult(new Empty());

    public override Task<Empty> UpsertElements(UpsertElementsRequest request, ServerCallContext context)
    {
        var boards = Open(context, CacheAccess.Write, request.Leaderboard);
        RequireSome(request.Elements.Count);
        if (!request.Elements.All(element => double.IsFinite(element.Score)))
        {
            throw MomentoErrors.InvalidArgument("A score must be a finite number");
        }

        boards.Upsert(request.Leaderboard, request.Elements);
        return Done;
    }

    public override Task<Empty> RemoveElements(RemoveElementsRequest request, ServerCallContext context)
    {
        var boards = Open(context, CacheAccess.Write, request.Leaderboard);
        RequireSome(request.Ids.Count);
        boards.Remove(request.Leaderboard, request.Ids);
        return Done;
    }

    public override Task<Empty> DeleteLeaderboard(DeleteLeaderboardRequest request, ServerCallContext context)
    {
        Open(context, CacheAccess.Write, request.Leaderboard).Delete(request.Leaderboard);
        return Done;
    }

    public override Task<GetLeaderboardLengthResponse> GetLeaderboardLength(GetLeaderboardLengthRequest request, ServerCallContext context)
    {
        var boards = Open(context, CacheAccess.Read, request.Leaderboard);
        return Task.FromResult(boards.Read(request.Leaderboard, board => new GetLeaderboardLengthResponse { Count = (uint)board.Count }));
    }

    public override Task<GetByRankResponse> GetByRank(GetByRankRequest request, ServerCallContext context)
    {
        var boards = Open(context, CacheAccess.Read, request.Leaderboard);
        if (request.RankRange is not { } range || range.EndExclusive <= range.StartInclusive || range.EndExclusive - range.StartInclusive > MaximumElements)
        {
            throw MomentoErrors.InvalidArgument($"Between 1 and {MaximumElements} ranks can be asked for");
        }

        return Task.FromResult(boards.Read(request.Leaderboard, board => new GetByRankResponse
        {
            Elements = { Ranked(board, (int)Math.Min(range.StartInclusive, int.MaxValue), (int)(range.EndExclusive - range.StartInclusive), request.Order) },
        }));
    }

    public override Task<GetByScoreResponse> GetByScore(GetByScoreRequest request, ServerCallContext context)
    {
        var boards = Open(context, CacheAccess.Read, request.Leaderboard);
        var range = request.ScoreRange ?? new ScoreRange();
        if (request.LimitElements > MaximumElements || (range is { HasMinInclusive: true, HasMaxExclusive: true } && !(range.MinInclusive < range.MaxExclusive)))
        {
            throw MomentoErrors.InvalidArgument($"The least score must be below the greatest, and the limit at most {MaximumElements}");
        }

        return Task.FromResult(boards.Read(request.Leaderboard, board =>
        {
            var low = range.HasMinInclusive ? board.Order.CountBelow(range.MinInclusive, inclusive: false) : 0;
            var high = range.HasMaxExclusive ? board.Order.CountBelow(range.MaxExclusive, inclusive: false) : board.Count;
            var first = request.Order == Order.Descending ? board.Count - high : low;
            var skipped = (int)Math.Min(request.Offset, (uint)(high - low));
            return new GetByScoreResponse
            {
                Elements = { Ranked(board, first + skipped, Math.Min(high - low - skipped, (int)request.LimitElements), request.Order) },
            };
        }));
    }

    public override Task<GetRankResponse> GetRank(GetRankRequest request, ServerCallContext context)
    {
        var boards = Open(context, CacheAccess.Read, request.Leaderboard);
        RequireSome(request.Ids.Count);
        var isDescending = request.Order == Order.Descending;
        return Task.FromResult(boards.Read(request.Leaderboard, board => new GetRankResponse
        {
            Elements = { Found(board, request.Ids, (id, score) => isDescending ? board.Count - 1 - board.Order.RankOf(score, id) : board.Order.RankOf(score, id)) },
        }));
    }

    public override Task<GetCompetitionRankResponse> GetCompetitionRank(GetCompetitionRankRequest request, ServerCallContext context)
    {
        var boards = Open(context, CacheAccess.Read, request.Leaderboard);
        RequireSome(request.Ids.Count);
        var isDescending = !request.HasOrder || request.Order == Order.Descending;
        return Task.FromResult(boards.Read(request.Leaderboard, board => new GetCompetitionRankResponse
        {
            Elements = { Found(board, request.Ids, (_, score) => isDescending ? board.Count - board.Order.CountBelow(score, inclusive: true) : board.Order.CountBelow(score, inclusive: false)) },
        }));
    }

    private LeaderboardSet Open(ServerCallContext context, CacheAccess access, string leaderboard) =>
        guard.Open(context, access, ByteString.CopyFromUtf8(CallGuard.RequireName(leaderboard, "leaderboard"))).Leaderboards;

    private static void RequireSome(int count)
    {
        if (count is 0 or > MaximumElements)
        {
            throw MomentoErrors.InvalidArgument($"Between 1 and {MaximumElements} elements are needed");
        }
    }

    private static List<RankedElement> Ranked(SortedSetItem board, int start, int count, Order order) =>
    [
        .. board.Order.Range(start, count, order == Order.Descending).Select((element, index) => new RankedElement
        {
            Id = LeaderboardSet.ToId(element.Value), Rank = (uint)(start + index), Score = element.Score,
        }),
    ];

    /// <summary>Of those asked for the ones that are there, in the order asked.</summary>
    private static List<RankedElement> Found(SortedSetItem board, IEnumerable<uint> ids, Func<ByteString, double, int> rankOf)
    {
        var found = new List<RankedElement>();
        foreach (var id in ids)
        {
            var bytes = LeaderboardSet.ToBytes(id);
            if (board.TryGetScore(bytes, out var score))
            {
                found.Add(new RankedElement { Id = id, Rank = (uint)rankOf(bytes, score), Score = score });
            }
        }

        return found;
    }
}
