using CourseComments.TestSupport;
using Microsoft.Extensions.Time.Testing;
using Momento.Sdk.Responses;

namespace CourseComments.Relay.Tests;

/// <summary>A relay that runs for days and receives nothing.</summary>
public sealed class SilentTopicTests : IAsyncLifetime
{
    private static readonly TimeSpan TimeToLive = TimeSpan.FromHours(24);
    private readonly RelayFixture _relay = new() { Clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow()) };

    public Task InitializeAsync() => _relay.InitializeAsync();

    public Task DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task The_checkpoint_that_it_found_lives_on()
    {
        var cache = _relay.Momento.Cache;
        await cache.SetAsync(LocalMomento.CacheName, RelayFixture.CheckpointKey, """{"page":1,"sequence":1}""", TimeToLive);
        _relay.Start();
        await _relay.LoggedAsync("Subscribed to the topic");
        _relay.Clock!.Advance(TimeSpan.FromHours(3));

        await Eventually.IsSoAsync("a checkpoint that lives longer than the one that was found", async () =>
        {
            _relay.Clock.Advance(TimeSpan.FromMinutes(1));
            return await cache.ItemGetTtlAsync(LocalMomento.CacheName, RelayFixture.CheckpointKey) is CacheItemGetTtlResponse.Hit hit
                && hit.Value > TimeToLive - TimeSpan.FromHours(1);
        });

        Assert.Equal(1ul, await _relay.CheckpointAsync());
    }
}
