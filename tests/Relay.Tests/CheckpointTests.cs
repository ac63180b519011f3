using System.Text.Json;
using CourseComments.TestSupport;
using Microsoft.AspNetCore.Http;

namespace CourseComments.Relay.Tests;

public sealed class CheckpointTests : IAsyncLifetime
{
    private readonly RelayFixture _relay = new();

    public Task InitializeAsync() => _relay.InitializeAsync();

    public Task DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task Nothing_acknowledged_leaves_the_checkpoint_and_the_next_relay_begins_there()
    {
        await _relay.PublishAsync("123", "first");
        var relay = _relay.Start();
        await _relay.CheckpointedAsync(1);
        _relay.Receiver.Answer = _ => Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        await _relay.PublishAsync("123", "second");
        await _relay.PublishAsync("456", "third");
        await Eventually.IsSoAsync("a refused delivery of each", () =>
            _relay.Receiver.All.Where(delivery => delivery.Status == 503).Select(delivery => delivery.Event.Text).Distinct().Count() == 2);

        await _relay.StopAsync(relay);

        Assert.Equal(1ul, await _relay.CheckpointAsync());
        _relay.Receiver.Answer = _ => Results.Ok();
        _relay.Start();
        await _relay.CheckpointedAsync(3);
        Assert.Equal(3, _relay.Receiver.Accepted.Count);
    }

    [Fact]
    public async Task A_restart_resumes_after_the_checkpoint_and_relays_what_was_published_meanwhile()
    {
        var relay = _relay.Start();
        await _relay.PublishAsync("123", "before");
        await _relay.AcceptedAsync(1);
        await _relay.StopAsync(relay);
        Assert.Equal(1ul, await _relay.CheckpointAsync());

        await _relay.PublishAsync("123", "meanwhile");
        _relay.Start();
        await _relay.PublishAsync("123", "after");
        await _relay.CheckpointedAsync(3);

        Assert.Equal(
            ["before", "meanwhile", "after"],
            _relay.Receiver.Accepted.Select(CommentOf));
    }

    [Fact]
    public async Task A_relay_that_began_with_what_comes_next_goes_on_with_the_first_message_even_if_that_was_never_stored()
    {
        await _relay.PublishAsync("123", "delivered by webhooks");
        _relay.Receiver.Answer = _ => Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        var relay = _relay.With("Relay:StartFrom", "Latest").Start();
        await _relay.LoggedAsync("Subscribed to the topic");
        await _relay.PublishAsync("123", "refused");
        await Eventually.IsSoAsync("a refused delivery", () => _relay.Receiver.All.Count > 0);
        await _relay.StopAsync(relay);

        await _relay.PublishAsync("123", "meanwhile");
        _relay.Receiver.Answer = _ => Results.Ok();
        _relay.Start();
        await _relay.CheckpointedAsync(3);

        Assert.Equal(["refused", "meanwhile"], _relay.Receiver.Accepted.Select(CommentOf));
    }

    [Fact]
    public async Task A_momento_that_comes_back_without_its_topic_is_a_gap_that_shows_in_health_and_the_new_page_is_relayed()
    {
        // It leads on: one that leads anew begins from the checkpoint, which is gone.
        var relay = _relay.With("Relay:Lease", "00:01:00").Start();
        await _relay.PublishAsync("123", "before");
        await _relay.CheckpointedAsync(1);

        await _relay.Momento.StopAsync();
        await _relay.Momento.ReturnAsync();
        await _relay.PublishAsync("123", "after");
        await _relay.AcceptedAsync(2);

        using var client = relay.CreateClient();
        Assert.Equal("Degraded", await client.GetStringAsync("/health"));
        var numbers = _relay.Receiver.All.Select(delivery => delivery.Event.TopicSequenceNumber);
        Assert.Equal([1ul, 1ul], numbers);
        Assert.Equal(2, _relay.Receiver.All.Select(delivery => delivery.Event.TopicSequencePage).Distinct().Count());
    }

    private static string? CommentOf(string text) => JsonDocument.Parse(text).RootElement.GetProperty("comment").GetString();
}
