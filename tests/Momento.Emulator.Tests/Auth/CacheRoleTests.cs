using Grpc.Core;
using Momento.Protocol.Cache;
using Momento.Protocol.Permissions;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Auth;

/// <summary>Which role each call needs. Of those not here others tell.</summary>
public sealed class CacheRoleTests : EmulatorTests
{
    private const string Reads = "DictionaryLength GetWithHash ItemGetType ItemGetTtl KeysExist SortedSetFetch SortedSetGetRank SortedSetGetScore SortedSetLength SortedSetLengthByScore";
    private const string Writes = "DictionaryDelete DictionaryIncrement Increment ListConcatenateBack ListConcatenateFront ListErase SetIfHash(Unconditional) SortedSetIncrement SortedSetPut SortedSetRemove";

    [Theory]
    [InlineData(CacheRole.ReadOnly, Reads)]
    [InlineData(CacheRole.WriteOnly, Writes)]
    [InlineData(CacheRole.ReadWrite, $"{Reads} {Writes} ListPopBack ListPopFront SetIfHash SortedSetUnionStore")]
    public async Task A_token_does_what_its_role_is_for(CacheRole role, string expected)
    {
        var clients = Emulator.Clients(await Clients.MintAsync([TokenScopes.Cache(role, RunningEmulator.CacheName, prefix: "own")]));

        Assert.Equal(Sorted(expected.Split(' ')), await AllowedAsync(clients, "own-key", RunningEmulator.CacheName));
        Assert.Equal("", await AllowedAsync(clients, "another-key", RunningEmulator.CacheName));
        Assert.Equal("", await AllowedAsync(clients, "own-key", RunningEmulator.OtherCacheName));
    }

    private static async Task<string> AllowedAsync(MomentoClients clients, string key, string cache)
    {
        var allowed = new List<string>();
        foreach (var (name, status) in Calls(clients.Cache, key, cache))
        {
            if (await status() != StatusCode.PermissionDenied)
            {
                allowed.Add(name);
            }
        }

        return Sorted(allowed);
    }

    private static string Sorted(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));

    private static IEnumerable<(string Name, Func<Task<StatusCode>> Status)> Calls(Scs.ScsClient scs, string name, string cache)
    {
        var key = Bytes(name);
        yield return ("GetWithHash", () => StatusAsync(scs.GetWithHashAsync(new() { CacheKey = key }, In(cache))));
        yield return ("SetIfHash", () => StatusAsync(scs.SetIfHashAsync(new() { CacheKey = key, TtlMilliseconds = 1, AbsentOrHashEqual = new() }, In(cache))));
        yield return ("SetIfHash(Unconditional)", () => StatusAsync(scs.SetIfHashAsync(new() { CacheKey = key, TtlMilliseconds = 1, Unconditional = new() }, In(cache))));
        yield return ("KeysExist", () => StatusAsync(scs.KeysExistAsync(new() { CacheKeys = { key } }, In(cache))));
        yield return ("Increment", () => StatusAsync(scs.IncrementAsync(new() { CacheKey = key, TtlMilliseconds = 1 }, In(cache))));
        yield return ("ItemGetType", () => StatusAsync(scs.ItemGetTypeAsync(new() { CacheKey = key }, In(cache))));
        yield return ("ItemGetTtl", () => StatusAsync(scs.ItemGetTtlAsync(new() { CacheKey = key }, In(cache))));
        yield return ("DictionaryIncrement", () => StatusAsync(scs.DictionaryIncrementAsync(new() { DictionaryName = key, Field = key, TtlMilliseconds = 1 }, In(cache))));
        yield return ("DictionaryDelete", () => StatusAsync(scs.DictionaryDeleteAsync(new() { DictionaryName = key, All = new() }, In(cache))));
        yield return ("DictionaryLength", () => StatusAsync(scs.DictionaryLengthAsync(new() { DictionaryName = key }, In(cache))));
        yield return ("ListPopFront", () => StatusAsync(scs.ListPopFrontAsync(new() { ListName = key }, In(cache))));
        yield return ("ListPopBack", () => StatusAsync(scs.ListPopBackAsync(new() { ListName = key }, In(cache))));
        yield return ("ListErase", () => StatusAsync(scs.ListEraseAsync(new() { ListName = key, All = new() }, In(cache))));
        yield return ("ListConcatenateFront", () => StatusAsync(scs.ListConcatenateFrontAsync(new() { ListName = key, Values = { key }, TtlMilliseconds = 1 }, In(cache))));
        yield return ("ListConcatenateBack", () => StatusAsync(scs.ListConcatenateBackAsync(new() { ListName = key, Values = { key }, TtlMilliseconds = 1 }, In(cache))));
        yield return ("SortedSetPut", () => StatusAsync(scs.SortedSetPutAsync(new() { SetName = key, Elements = { new SortedSetElement { Value = key } }, TtlMilliseconds = 1 }, In(cache))));
        yield return ("SortedSetFetch", () => StatusAsync(scs.SortedSetFetchAsync(new() { SetName = key }, In(cache))));
        yield return ("SortedSetGetScore", () => StatusAsync(scs.SortedSetGetScoreAsync(new() { SetName = key, Values = { key } }, In(cache))));
        yield return ("SortedSetRemove", () => StatusAsync(scs.SortedSetRemoveAsync(new() { SetName = key, All = new() }, In(cache))));
        yield return ("SortedSetIncrement", () => StatusAsync(scs.SortedSetIncrementAsync(new() { SetName = key, Value = key, TtlMilliseconds = 1 }, In(cache))));
        yield return ("SortedSetGetRank", () => StatusAsync(scs.SortedSetGetRankAsync(new() { SetName = key, Value = key }, In(cache))));
        yield return ("SortedSetLength", () => StatusAsync(scs.SortedSetLengthAsync(new() { SetName = key }, In(cache))));
        yield return ("SortedSetLengthByScore", () => StatusAsync(scs.SortedSetLengthByScoreAsync(new() { SetName = key }, In(cache))));
        yield return ("SortedSetUnionStore", () => StatusAsync(scs.SortedSetUnionStoreAsync(
            new() { SetName = key, Sources = { new SortedSetUnionStoreRequest.Types.Source { SetName = key, Weight = 1 } }, TtlMilliseconds = 1 }, In(cache))));
    }
}
