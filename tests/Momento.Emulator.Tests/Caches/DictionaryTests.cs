using Grpc.Core;
using Momento.Protocol.Cache;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Caches;

public sealed class DictionaryTests : EmulatorTests
{
    [Fact]
    public async Task Fields_are_set_replaced_and_fetched()
    {
        await SetAsync(("a", "1"), ("b", "2"));
        await SetAsync(("b", "3"));

        var found = (await Clients.Cache.DictionaryFetchAsync(new DictionaryFetchRequest { DictionaryName = Bytes("d") }, In())).Found;

        Assert.Equal(
            [("a", "1"), ("b", "3")],
            found.Items.Select(item => (item.Field.ToStringUtf8(), item.Value.ToStringUtf8())).Order());
    }

    [Fact]
    public async Task Getting_fields_answers_in_their_order_with_hits_and_misses()
    {
        await SetAsync(("a", "1"), ("b", "2"));

        var found = (await Clients.Cache.DictionaryGetAsync(
            new DictionaryGetRequest { DictionaryName = Bytes("d"), Fields = { Bytes("b"), Bytes("?"), Bytes("a") } }, In())).Found;

        Assert.Equal([CacheResult.Hit, CacheResult.Miss, CacheResult.Hit], found.Items.Select(item => item.Result));
        Assert.Equal(["2", "", "1"], found.Items.Select(item => item.CacheBody.ToStringUtf8()));
    }

    [Fact]
    public async Task A_dictionary_that_does_not_exist_is_missing()
    {
        Assert.NotNull((await Clients.Cache.DictionaryFetchAsync(new DictionaryFetchRequest { DictionaryName = Bytes("d") }, In())).Missing);
        Assert.NotNull((await Clients.Cache.DictionaryGetAsync(
            new DictionaryGetRequest { DictionaryName = Bytes("d"), Fields = { Bytes("a") } }, In())).Missing);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task A_dictionary_lives_on_only_when_a_write_refreshes_it(bool refresh, bool lives)
    {
        await SetAsync(("a", "1"));
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(600));
        await SetAsync(refresh, ("b", "2"));
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(600));

        var response = await Clients.Cache.DictionaryFetchAsync(new DictionaryFetchRequest { DictionaryName = Bytes("d") }, In());

        Assert.Equal(lives, response.Found is not null);
    }

    [Fact]
    public async Task A_dictionary_is_not_a_list()
    {
        await SetAsync(("a", "1"));

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await Clients.Cache.ListLengthAsync(new ListLengthRequest { ListName = Bytes("d") }, In()));

        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
    }

    [Fact]
    public async Task Deleted_fields_are_gone_and_with_the_last_one_the_dictionary()
    {
        await SetAsync(("a", "1"), ("b", "2"), ("c", "3"));

        await DeleteAsync("a", "not there");
        Assert.Equal(2u, await LengthAsync());
        await DeleteAsync("b", "c");
        Assert.Null(await LengthAsync());
        await DeleteAsync("a");
    }

    [Fact]
    public async Task All_fields_are_deleted_at_once()
    {
        await SetAsync(("a", "1"), ("b", "2"));

        await Clients.Cache.DictionaryDeleteAsync(new DictionaryDeleteRequest { DictionaryName = Bytes("d"), All = new() }, In());

        Assert.Null(await LengthAsync());
    }

    [Fact]
    public async Task What_to_delete_must_be_said() => Assert.Equal(
        StatusCode.InvalidArgument, await StatusAsync(Clients.Cache.DictionaryDeleteAsync(new DictionaryDeleteRequest { DictionaryName = Bytes("d") }, In())));

    private async Task DeleteAsync(params string[] fields) => await Clients.Cache.DictionaryDeleteAsync(
        new DictionaryDeleteRequest { DictionaryName = Bytes("d"), Some = new() { Fields = { fields.Select(Bytes) } } }, In());

    private async Task<uint?> LengthAsync() =>
        (await Clients.Cache.DictionaryLengthAsync(new DictionaryLengthRequest { DictionaryName = Bytes("d") }, In())).Found?.Length;

    private Task SetAsync(params (string Field, string Value)[] fields) => SetAsync(refresh: false, fields);

    private async Task SetAsync(bool refresh, params (string Field, string Value)[] fields) => await Clients.Cache.DictionarySetAsync(
        new DictionarySetRequest
        {
            DictionaryName = Bytes("d"),
            Items = { fields.Select(field => new DictionaryFieldValuePair { Field = Bytes(field.Field), Value = Bytes(field.Value) }) },
            TtlMilliseconds = 1_000,
            RefreshTtl = refresh,
        },
        In());
}
