using Microsoft.AspNetCore.Http;

namespace CourseComments.Relay.Tests;

/// <summary>Faults of the relay's own, in one of the jobs that run side by side.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private readonly RelayFixture _relay = new();

    public Task InitializeAsync() => _relay.InitializeAsync();

    public Task DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task After_a_fault_in_writing_the_checkpoint_it_is_written_all_the_same()
    {
        _relay.Start(cache => FaultyCache.Of(cache, "SetAsync", RelayFixture.CheckpointKey));
        await _relay.PublishAsync("123", "first");
        await _relay.CheckpointedAsync(1);
        await _relay.LoggedAsync("Relaying ended by System.InvalidOperationException");

        await _relay.PublishAsync("123", "second");
        await _relay.CheckpointedAsync(2);
    }

    [Fact]
    public async Task After_a_fault_in_delivering_the_message_is_delivered_again_and_the_course_goes_on()
    {
        _relay.Receiver.Answer = received => received.Text == "malformed" ? Results.BadRequest() : Results.Ok();
        var relay = _relay.Start(cache => FaultyCache.Of(cache, "ListPushBackAsync", "relay:comment:dead"));
        await _relay.PublishTextAsync("malformed");
        await _relay.PublishTextAsync("of the same lane");
        await _relay.CheckpointedAsync(2);

        Assert.Contains("Relaying ended by System.InvalidOperationException", _relay.Log.Text, StringComparison.Ordinal);
        Assert.Contains("number 1  400", (await RelayFixture.CommandAsync(relay, "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_fault_in_renewing_the_lease_the_relay_leads_again()
    {
        _relay.Start(cache => FaultyCache.Of(cache, "SetAsync", RelayFixture.LeaderKey));
        await _relay.LoggedAsync("Relaying ended by System.InvalidOperationException");

        await _relay.PublishAsync("123", "Great course!");
        await _relay.CheckpointedAsync(1);
    }
}
