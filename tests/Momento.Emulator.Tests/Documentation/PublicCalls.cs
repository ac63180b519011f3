namespace Momento.Emulator.Tests.Documentation;

/// <summary>The names of all calls in Momento's public protocol files, <c>momentohq/client-protos</c> 6295b59.</summary>
internal static class PublicCalls
{
    private static readonly Dictionary<string, string> Services = new()
    {
        ["auth.Auth"] = "GenerateApiToken Login RefreshApiToken",
        ["cache_client.HttpCache"] = "Get Set SetButItsAPut",
        ["cache_client.Ping"] = "Ping",
        ["cache_client.Scs"] =
            "Delete DictionaryDelete DictionaryFetch DictionaryGet DictionaryIncrement DictionaryLength DictionarySet Get GetBatch "
            + "GetWithHash Increment ItemGetTtl ItemGetType KeysExist ListConcatenateBack ListConcatenateFront ListErase ListFetch "
            + "ListLength ListPopBack ListPopFront ListPushBack ListPushFront ListRemove ListRetain Set SetBatch SetContains "
            + "SetDifference SetFetch SetIf SetIfHash SetIfNotExists SetLength SetPop SetSample SetUnion SortedSetFetch SortedSetGetRank "
            + "SortedSetGetScore SortedSetIncrement SortedSetLength SortedSetLengthByScore SortedSetPut SortedSetRemove "
            + "SortedSetUnionStore UpdateTtl",
        ["cache_client.pubsub.Pubsub"] = "Publish Subscribe",
        ["control_client.ScsControl"] =
            "CreateCache CreateIndex CreateSigningKey DeleteCache DeleteIndex FlushCache ListCaches ListIndexes ListSigningKeys "
            + "RevokeSigningKey",
        ["function.FunctionHost"] = "InvokeWebFunction",
        ["function.FunctionRegistry"] = "DeleteFunction DeleteWasm ListFunctionVersions ListFunctions ListWasms PutFunction PutFunctionConfig PutWasm",
        ["global_admin.GlobalAdmin"] =
            "AcceptInvitation GenerateGlobalApiKey GetAccountSessionToken GetAccounts GetEndpointsForAccount GetInvitationsForUser "
            + "InviteMember ListGlobalApiKeys ListInvitationsForAccount ListMembers ListRolesForAccount RejectInvitation RemoveMember "
            + "RevokeGlobalApiKey RevokeInvitation SetAccountName SetMemberRole",
        ["leaderboard.Leaderboard"] = "DeleteLeaderboard GetByRank GetByScore GetCompetitionRank GetLeaderboardLength GetRank RemoveElements UpsertElements",
        ["token.Token"] = "GenerateDisposableToken",
        ["webhook.Webhook"] = "DeleteWebhook GetWebhookSecret ListWebhooks PutWebhook RotateWebhookSecret",
    };

    /// <summary>As <c>cache_client.Scs/Get</c>.</summary>
    public static IEnumerable<string> All => Services.SelectMany(service => service.Value.Split(' ').Select(call => $"{service.Key}/{call}"));
}
