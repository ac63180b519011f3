using CourseComments.TestSupport;
using Momento.Sdk.Responses;

namespace CourseComments.Relay.Tests;

public sealed class LeadingTests : IAsyncLifetime
{
    private readonly RelayFixture _relay = new();

    public Task InitializeAsync() => _relay.InitializeAsync();

    public Task DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task Of_two_relays_one_delivers_and_the_other_takes_over_when_it_stops()
    {
        var first = _relay.Start();
        await _relay.PublishAsync("123", "first");
        await _relay.CheckpointedAsync(1);
        _relay.Start();
        await _relay.PublishAsync("123", "second");
        await _relay.CheckpointedAsync(2);
        Assert.Equal(2, _relay.Receiver.All.Count);

        await _relay.StopAsync(first);
        await _relay.PublishAsync("123", "third");
        await _relay.CheckpointedAsync(3);

        Assert.Equal(3, _relay.Receiver.All.Count);
    }

    [Fact]
    public async Task A_relay_stands_by_while_another_leads_and_takes_over_when_the_lease_of_the_dead_one_ends()
    {
        var lease = TimeSpan.FromSeconds(2);
        var cache = _relay.Momento.Cache;
        var started = TimeProvider.System.GetTimestamp();
        Assert.IsType<CacheSetResponse.Success>(await cache.SetAsync(LocalMomento.CacheName, RelayFixture.LeaderKey, "one-that-died", lease));
        await _relay.PublishAsync("123", "Great course!");

        _relay.Start();
        await _relay.AcceptedAsync(1);

        Assert.True(TimeProvider.System.GetElapsedTime(started) >= lease - TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task A_leader_whose_lease_is_anothers_stops_delivering()
    {
        _relay.Start();
        await _relay.PublishAsync("123", "first");
        await _relay.CheckpointedAsync(1);

        await Eventually.IsSoAsync("a relay that stands by", async () =>
        {
            // Again and again: the relay may have been about to renew its own.
            await _relay.Momento.Cache.SetAsync(LocalMomento.CacheName, RelayFixture.LeaderKey, "another", TimeSpan.FromMinutes(10));
            return _relay.Log.Text.Contains("stands by", StringComparison.Ordinal);
        });
        await _relay.PublishAsync("123", "second");

        Assert.Single(_relay.Receiver.All);
    }

    [Fact]
    public async Task A_leader_whose_lease_is_anothers_leaves_the_checkpoint_alone()
    {
        _relay.With("Relay:Lease", "00:00:15").With("Relay:CheckpointEvery", "00:00:02").Start();
        await _relay.PublishAsync("123", "first");
        await _relay.AcceptedAsync(1);

        // As after it stood still: another took over, and is further.
        var cache = _relay.Momento.Cache;
        await cache.SetAsync(LocalMomento.CacheName, RelayFixture.LeaderKey, "another", TimeSpan.FromMinutes(10));
        await cache.SetAsync(LocalMomento.CacheName, RelayFixture.CheckpointKey, """{"page":1,"sequence":100}""", TimeSpan.FromHours(24));
        await _relay.LoggedAsync("stands by");

        Assert.Equal(100ul, await _relay.CheckpointAsync());
    }
}
