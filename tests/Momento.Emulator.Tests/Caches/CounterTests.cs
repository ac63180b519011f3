using Grpc.Core;
using Momento.Protocol.Cache;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Caches;

public sealed class CounterTests : EmulatorTests
{
    [Fact]
    public async Task A_number_is_incremented_and_stored_as_text()
    {
        Assert.Equal(1, await IncrementAsync(1));
        Assert.Equal(42, await IncrementAsync(41));
        Assert.Equal(-1_000, await IncrementAsync(-1_042));
        Assert.Equal("-1000", await Clients.GetAsync("key"));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("1.5")]
    [InlineData("12 ")]
    [InlineData("9223372036854775808")]
    public async Task What_is_no_whole_number_stays_as_it_is(string stored)
    {
        await Clients.SetAsync("key", stored);
        await SetFieldAsync(stored);

        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(Clients.Cache.IncrementAsync(Request(1), In())));
        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(Clients.Cache.DictionaryIncrementAsync(FieldRequest(1), In())));
        Assert.Equal(stored, await Clients.GetAsync("key"));
        Assert.Equal(stored, await FieldAsync());
    }

    [Theory]
    [InlineData(long.MaxValue, 1)]
    [InlineData(long.MinValue, -1)]
    public async Task A_number_does_not_overflow(long stored, long amount)
    {
        await Clients.SetAsync("key", $"{stored}");

        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(Clients.Cache.IncrementAsync(Request(amount), In())));
        Assert.Equal($"{stored}", await Clients.GetAsync("key"));
    }

    [Fact]
    public async Task Increments_at_the_same_time_all_count()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            await Clients.Cache.IncrementAsync(Request(number), In());
            await Clients.Cache.DictionaryIncrementAsync(FieldRequest(1), In());
        }));

        Assert.Equal(19_900, await IncrementAsync(0));
        Assert.Equal("200", await FieldAsync());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task A_dictionary_lives_on_only_when_an_increment_refreshes_it(bool refresh, bool lives)
    {
        await Clients.Cache.DictionaryIncrementAsync(FieldRequest(1), In());
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(600));
        await Clients.Cache.DictionaryIncrementAsync(FieldRequest(1, refresh), In());
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(600));

        Assert.Equal(lives ? "2" : null, await FieldAsync());
    }

    [Fact]
    public async Task A_collection_is_not_incremented()
    {
        await SetFieldAsync("1");
        var request = Request(1);
        request.CacheKey = Bytes("d");

        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(Clients.Cache.IncrementAsync(request, In())));
    }

    private async Task<long> IncrementAsync(long amount) => (await Clients.Cache.IncrementAsync(Request(amount), In())).Value;

    private async Task SetFieldAsync(string value) => await Clients.Cache.DictionarySetAsync(
        new DictionarySetRequest
        {
            DictionaryName = Bytes("d"), Items = { new DictionaryFieldValuePair { Field = Bytes("f"), Value = Bytes(value) } }, TtlMilliseconds = 1_000,
        },
        In());

    private async Task<string?> FieldAsync() => (await Clients.Cache.DictionaryGetAsync(
        new DictionaryGetRequest { DictionaryName = Bytes("d"), Fields = { Bytes("f") } }, In())).Found?.Items[0].CacheBody.ToStringUtf8();

    private static IncrementRequest Request(long amount) => new() { CacheKey = Bytes("key"), Amount = amount, TtlMilliseconds = 1_000 };

    private static DictionaryIncrementRequest FieldRequest(long amount, bool refresh = false) =>
        new() { DictionaryName = Bytes("d"), Field = Bytes("f"), Amount = amount, TtlMilliseconds = 1_000, RefreshTtl = refresh };
}
