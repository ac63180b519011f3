using Momento.Protocol.Cache;
using Momento.Protocol.Leaderboards;

namespace Momento.Emulator.Quotas;

/// <summary>How many operations a call is: one for every two elements where there are several, by Momento's list of such calls.</summary>
internal static class OperationCost
{
    private const int ElementsPerOperation = 2;

    public static int Of(object? request, object? response) =>
        Math.Max(1, ((Asked(request) ?? Answered(response) ?? 1) + ElementsPerOperation - 1) / ElementsPerOperation);

    private static int? Asked(object? request) => request switch
    {
        KeysExistRequest keys => keys.CacheKeys.Count,
        ListConcatenateFrontRequest list => list.Values.Count,
        ListConcatenateBackRequest list => list.Values.Count,
        DictionaryGetRequest dictionary => dictionary.Fields.Count,
        DictionarySetRequest dictionary => dictionary.Items.Count,
        DictionaryDeleteRequest { Some: { } some } => some.Fields.Count,
        SetUnionRequest set => set.Elements.Count,
        SetContainsRequest set => set.Elements.Count,
        SetDifferenceRequest { Subtrahend.Set: { } removed } => removed.Elements.Count,
        SortedSetGetScoreRequest sortedSet => sortedSet.Values.Count,
        SortedSetPutRequest sortedSet => sortedSet.Elements.Count,
        SortedSetRemoveRequest { Some: { } some } => some.Values.Count,
        UpsertElementsRequest leaderboard => leaderboard.Elements.Count,
        RemoveElementsRequest leaderboard => leaderboard.Ids.Count,
        _ => null,
    };

    private static int? Answered(object? response) => response switch
    {
        ListFetchResponse { Found: { } found } => found.Values.Count,
        DictionaryFetchResponse { Found: { } found } => found.Items.Count,
        SetFetchResponse { Found: { } found } => found.Elements.Count,
        SortedSetFetchResponse { Found: { } found } => found.ValuesWithScores?.Elements.Count ?? found.Values?.Values_.Count,
        GetByRankResponse leaderboard => leaderboard.Elements.Count,
        GetByScoreResponse leaderboard => leaderboard.Elements.Count,
        GetRankResponse leaderboard => leaderboard.Elements.Count,
        GetCompetitionRankResponse leaderboard => leaderboard.Elements.Count,
        _ => null,
    };
}
