using Momento.Emulator.Tests.Admin;
using Momento.Protocol.Cache;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Persistence;

public sealed class SeedTests
{
    private const string Seed = """
        {
          "caches": {
            "seeded": {
              "ttlSeconds": 60,
              "items": { "key": "value" },
              "lists": { "list": ["a", "b"] },
              "sets": { "set": ["a"] },
              "dictionaries": { "dictionary": { "field": "value" } },
              "sortedSets": { "sorted": { "member": 1.5 } }
            },
            "test-cache": {}
          }
        }
        """;

    [Fact]
    public async Task What_the_seed_says_is_there_from_the_start_and_after_a_reset()
    {
        using var directory = new TemporaryDirectory();
        await using var emulator = await RunningEmulator.StartAsync(await WriteAsync(directory, Seed), AdminClient.Setting);
        var scs = emulator.Clients().Cache;
        await scs.DeleteAsync(new DeleteRequest { CacheKey = Bytes("key") }, In("seeded"));
        await new AdminClient(emulator).ResetAsync();

        Assert.Equal("value", (await scs.GetAsync(new GetRequest { CacheKey = Bytes("key") }, In("seeded"))).CacheBody.ToStringUtf8());
        var list = await scs.ListFetchAsync(new ListFetchRequest { ListName = Bytes("list") }, In("seeded"));
        Assert.Equal(["a", "b"], list.Found.Values.Select(value => value.ToStringUtf8()));
        Assert.Equal("a", (await scs.SetFetchAsync(new SetFetchRequest { SetName = Bytes("set") }, In("seeded"))).Found.Elements.Single().ToStringUtf8());
        var dictionary = await scs.DictionaryFetchAsync(new DictionaryFetchRequest { DictionaryName = Bytes("dictionary") }, In("seeded"));
        Assert.Equal("value", dictionary.Found.Items.Single().Value.ToStringUtf8());
        var length = await scs.SortedSetLengthAsync(new SortedSetLengthRequest { SetName = Bytes("sorted") }, In("seeded"));
        Assert.Equal(1u, length.Found.Length);

        emulator.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(CacheResult.Miss, (await scs.GetAsync(new GetRequest { CacheKey = Bytes("key") }, In("seeded"))).Result);
    }

    [Fact]
    public async Task A_collection_that_the_seed_leaves_empty_is_not_there()
    {
        using var directory = new TemporaryDirectory();
        const string empty = """{"caches":{"c":{"lists":{"list":[]},"sets":{"set":[]},"dictionaries":{"dictionary":{}},"sortedSets":{"sorted":{}}}}}""";
        await using var emulator = await RunningEmulator.StartAsync(await WriteAsync(directory, empty));
        var scs = emulator.Clients().Cache;

        var exist = await scs.KeysExistAsync(
            new KeysExistRequest { CacheKeys = { Bytes("list"), Bytes("set"), Bytes("dictionary"), Bytes("sorted") } }, In("c"));
        var popped = await scs.ListPopFrontAsync(new ListPopFrontRequest { ListName = Bytes("list") }, In("c"));

        Assert.All(exist.Exists, Assert.False);
        Assert.NotNull(popped.Missing);
    }

    [Fact]
    public async Task A_cache_that_is_kept_is_not_seeded_again()
    {
        using var directory = new TemporaryDirectory();
        using var files = new TemporaryDirectory();
        var seed = await WriteAsync(files, Seed);
        await using var emulator = await RunningEmulator.StartAsync(seed, directory.Setting);
        await emulator.Clients().Cache.SetAsync(new SetRequest { CacheKey = Bytes("key"), CacheBody = Bytes("mine"), TtlMilliseconds = 50_000 }, In("seeded"));

        using var copy = directory.AsIfKilled();
        await using var restarted = await RunningEmulator.StartAsync(emulator.Time.GetUtcNow(), seed, copy.Setting);

        var got = await restarted.Clients().Cache.GetAsync(new GetRequest { CacheKey = Bytes("key") }, In("seeded"));
        Assert.Equal("mine", got.CacheBody.ToStringUtf8());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"cashes":{}}""")]
    [InlineData("""{"caches":{"c":{"items":{"key":1}}}}""")]
    [InlineData("null")]
    [InlineData("""{"caches":{"c":null}}""")]
    [InlineData("""{"caches":{"c":{"items":{"key":null}}}}""")]
    [InlineData("""{"caches":{"c":{"lists":{"key":[null]}}}}""")]
    [InlineData("""{"caches":{"c":{"ttlSeconds":0}}}""")]
    [InlineData("""{"caches":{"c":{"ttlSeconds":86401}}}""")]
    public async Task A_seed_with_a_fault_is_named_and_the_emulator_does_not_start(string seed)
    {
        using var directory = new TemporaryDirectory();
        var setting = await WriteAsync(directory, seed);

        var failure = await Assert.ThrowsAsync<StartupException>(() => RunningEmulator.StartAsync(setting));

        Assert.Contains(setting.Value, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seed_that_is_not_there_is_a_fault_too() => await Assert.ThrowsAsync<StartupException>(
        () => RunningEmulator.StartAsync(("Emulator:SeedFile", "/no/such/seed.json")));

    private static async Task<(string Key, string Value)> WriteAsync(TemporaryDirectory directory, string seed)
    {
        var path = Path.Combine(directory.Path, "seed.json");
        await File.WriteAllTextAsync(path, seed);
        return ("Emulator:SeedFile", path);
    }
}
