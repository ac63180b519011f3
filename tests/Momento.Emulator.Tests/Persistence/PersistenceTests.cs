using Grpc.Core;
using Microsoft.Extensions.Logging;
using Momento.Emulator.Persistence;
using Momento.Emulator.Tests.Auth;
using Momento.Protocol.Cache;
using Momento.Protocol.Control;
using Momento.Protocol.Permissions;
using Momento.Protocol.PubSub;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Persistence;

public sealed class PersistenceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_any_writes_all_items_and_times_to_live_are_as_they_were(int seed)
    {
        using var directory = new TemporaryDirectory();
        await using var emulator = await RunningEmulator.StartAsync(directory.Setting);
        await new RandomWrites(emulator.Clients(), emulator.Time.Advance, seed).RunAsync(1_200);
        var before = await RandomWrites.ReadAllAsync(emulator.Clients());

        // The second restart reads the snapshot that the first one made.
        using var replayed = directory.AsIfKilled();
        await using var second = await RestartAsync(replayed, emulator);
        using var compacted = replayed.AsIfKilled();
        await using var third = await RestartAsync(compacted, emulator);

        Assert.Equal(before, await RandomWrites.ReadAllAsync(second.Clients()));
        Assert.Equal(before, await RandomWrites.ReadAllAsync(third.Clients()));
    }

    [Fact]
    public async Task Caches_stay_created_deleted_and_flushed()
    {
        using var directory = new TemporaryDirectory();
        await using var emulator = await RunningEmulator.StartAsync(directory.Setting);
        var clients = emulator.Clients();
        await clients.SetAsync("key", "before the flush");
        await clients.Control.CreateCacheAsync(new CreateCacheRequest { CacheName = "created" }, In(null));
        await clients.Control.CreateCacheAsync(new CreateCacheRequest { CacheName = "deleted" }, In(null));
        await clients.Cache.SetAsync(new SetRequest { CacheKey = Bytes("key"), CacheBody = Bytes("old"), TtlMilliseconds = 60_000 }, In("created"));
        await clients.Control.DeleteCacheAsync(new DeleteCacheRequest { CacheName = "deleted" }, In(null));
        await clients.Control.DeleteCacheAsync(new DeleteCacheRequest { CacheName = "created" }, In(null));
        await clients.Control.CreateCacheAsync(new CreateCacheRequest { CacheName = "created" }, In(null));
        await clients.Control.FlushCacheAsync(new FlushCacheRequest { CacheName = RunningEmulator.CacheName }, In(null));
        await clients.SetAsync("other", "after the flush");

        using var copy = directory.AsIfKilled();
        await using var restarted = await RestartAsync(copy, emulator);

        var caches = await restarted.Clients().Control.ListCachesAsync(new ListCachesRequest(), In(null));
        Assert.Equal(["created", RunningEmulator.OtherCacheName, RunningEmulator.CacheName], caches.Cache.Select(cache => cache.CacheName));
        Assert.Null(await restarted.Clients().GetAsync("key"));
        Assert.Equal("after the flush", await restarted.Clients().GetAsync("other"));
        var old = await restarted.Clients().Cache.GetAsync(new GetRequest { CacheKey = Bytes("key") }, In("created"));
        Assert.Equal(CacheResult.Miss, old.Result);
    }

    [Fact]
    public async Task Keys_and_tokens_are_worth_as_much_after_a_restart()
    {
        using var directory = new TemporaryDirectory();
        await using var emulator = await RunningEmulator.StartAsync(directory.Setting);
        var key = await emulator.Clients(RunningEmulator.SessionKey).GenerateKeyAsync(null, validForSeconds: 0);
        var token = await emulator.Clients().MintAsync([TokenScopes.Cache(CacheRole.ReadOnly)], validForSeconds: 60);

        using var copy = directory.AsIfKilled();
        await using var restarted = await RestartAsync(copy, emulator);

        await restarted.Clients(key.ApiKey).SetAsync("key", "value");
        await restarted.Clients(null).RefreshAsync(key.ApiKey, key.RefreshToken);
        Assert.Equal("value", await restarted.Clients(token).GetAsync("key"));
        restarted.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(() => restarted.Clients(token).GetAsync("key"))).StatusCode);
    }

    [Fact]
    public async Task An_item_expires_when_it_would_have_without_the_restart()
    {
        using var directory = new TemporaryDirectory();
        await using var emulator = await RunningEmulator.StartAsync(directory.Setting);
        await emulator.Clients().SetAsync("key", "value", ttl: 60_000);

        using var copy = directory.AsIfKilled();
        await using var restarted = await RestartAsync(copy, emulator, later: TimeSpan.FromMilliseconds(59_999));

        Assert.Equal("value", await restarted.Clients().GetAsync("key"));
        restarted.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await restarted.Clients().GetAsync("key"));
    }

    [Fact]
    public async Task A_subscriber_resumes_on_the_same_page_without_a_discontinuity()
    {
        using var directory = new TemporaryDirectory();
        await using var emulator = await RunningEmulator.StartAsync(directory.Setting);
        foreach (var text in new[] { "1", "2", "3" })
        {
            await emulator.Clients().PublishAsync("topic", text);
        }

        using var before = await emulator.Clients().SubscribeAsync("topic", resumeAt: 1);
        var page = (await before.NextItemAsync()).SequencePage;
        using var copy = directory.AsIfKilled();
        await using var restarted = await RestartAsync(copy, emulator);
        await restarted.Clients().PublishAsync("topic", "4");

        using var resumed = await restarted.Clients().SubscribeAsync("topic", resumeAt: 2, page);
        var messages = new List<TopicItem>();
        while (messages.Count < 3)
        {
            messages.Add(await resumed.NextItemAsync());
        }

        Assert.Equal([(2ul, page, "2"), (3ul, page, "3"), (4ul, page, "4")], messages.Select(item => (item.TopicSequenceNumber, item.SequencePage, item.Value.Text)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(60)]
    public async Task A_record_that_was_cut_off_is_left_out_and_said_once(int missing)
    {
        using var directory = await TwoValuesAsync();
        using (var journal = File.OpenWrite(directory.Journal))
        {
            journal.SetLength(journal.Length - missing);
        }

        await using var restarted = await RunningEmulator.StartAsync(directory.Setting);

        Assert.Equal("first", await restarted.Clients().GetAsync("a"));
        Assert.Null(await restarted.Clients().GetAsync("b"));
        Assert.Single(restarted.Logs.Entries, entry => entry.Level == LogLevel.Warning && entry.Text.Contains(directory.Journal, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Damage_anywhere_keeps_it_from_starting_and_names_the_file_and_the_offset()
    {
        using var directory = await TwoValuesAsync();
        var intact = await File.ReadAllBytesAsync(directory.Journal);
        for (var offset = 0; offset < intact.Length; offset += 3)
        {
            var damaged = intact.ToArray();
            damaged[offset] ^= 0x40;
            await File.WriteAllBytesAsync(directory.Journal, damaged);

            var exception = await Assert.ThrowsAsync<StartupException>(() => RunningEmulator.StartAsync(directory.Setting));

            Assert.Contains(directory.Journal, exception.Message, StringComparison.Ordinal);
            Assert.Contains("offset ", exception.Message, StringComparison.Ordinal);
            Assert.Equal(damaged, await File.ReadAllBytesAsync(directory.Journal));
        }
    }

    [Fact]
    public async Task A_journal_that_has_grown_is_compacted_while_writing_and_nothing_is_lost()
    {
        using var directory = new TemporaryDirectory();
        await using var emulator = await RunningEmulator.StartAsync(directory.Setting);
        var clients = emulator.Clients();
        var filler = new string('x', 120_000);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async writer =>
        {
            for (var number = 0; number < 200; number++)
            {
                await clients.Cache.ListPushFrontAsync(
                    new ListPushFrontRequest { ListName = Bytes($"{writer}"), Value = Bytes($"{number} {filler}"), TtlMilliseconds = 60_000, TruncateBackToSize = 3 }, In());
                await clients.PublishAsync("topic", $"{writer}-{number}");
            }
        }));
        var size = new FileInfo(directory.Journal).Length;

        using var copy = directory.AsIfKilled();
        await using var restarted = await RestartAsync(copy, emulator);

        Assert.InRange(size, 1, FileJournal.MinimumCompaction);
        for (var writer = 0; writer < 4; writer++)
        {
            var list = await restarted.Clients().Cache.ListFetchAsync(new ListFetchRequest { ListName = Bytes($"{writer}") }, In());
            Assert.Equal(["199", "198", "197"], list.Found.Values.Select(value => value.ToStringUtf8().Split(' ')[0]));
        }

        using var subscription = await restarted.Clients().SubscribeAsync("topic", resumeAt: 1);
        for (var number = 1; number <= 800; number++)
        {
            Assert.Equal((ulong)number, (await subscription.NextItemAsync()).TopicSequenceNumber);
        }
    }

    [Fact]
    public async Task Without_a_directory_nothing_is_kept()
    {
        await using (var emulator = await RunningEmulator.StartAsync())
        {
            await emulator.Clients().SetAsync("key", "value");
        }

        await using var next = await RunningEmulator.StartAsync();
        Assert.Null(await next.Clients().GetAsync("key"));
    }

    /// <summary>A journal whose last record is a value of 100 bytes.</summary>
    private static async Task<TemporaryDirectory> TwoValuesAsync()
    {
        var directory = new TemporaryDirectory();
        await using var emulator = await RunningEmulator.StartAsync(directory.Setting);
        await emulator.Clients().SetAsync("a", "first");
        await emulator.Clients().SetAsync("b", new string('x', 100));
        return directory;
    }

    /// <summary>With its clock where the other's is, or later.</summary>
    private static Task<RunningEmulator> RestartAsync(TemporaryDirectory directory, RunningEmulator other, TimeSpan later = default) =>
        RunningEmulator.StartAsync(other.Time.GetUtcNow() + later, directory.Setting);
}
