using CourseComments.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;

namespace CourseComments.Relay.Tests;

public sealed class DeadLetterTests : IAsyncLifetime
{
    private readonly RelayFixture _relay = new();

    public Task InitializeAsync() => _relay.InitializeAsync();

    public Task DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task What_is_malformed_becomes_a_dead_letter_and_the_rest_goes_on()
    {
        _relay.Receiver.Answer = received => received.Text.StartsWith('{') ? Results.Ok() : Results.BadRequest();
        var relay = _relay.Start();

        await _relay.PublishTextAsync("no comment at all");
        await _relay.PublishAsync("123", "Great course!");
        await _relay.CheckpointedAsync(2);

        Assert.Single(_relay.Receiver.Accepted);
        var (exitCode, output) = await RelayFixture.CommandAsync(relay, "list");
        Assert.Equal(0, exitCode);
        Assert.Contains("number 1  400 after 1 attempts", output, StringComparison.Ordinal);
        Assert.DoesNotContain("no comment at all", output, StringComparison.Ordinal);
        Assert.Contains("no comment at all", (await RelayFixture.CommandAsync(relay, "list", "--show-text")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_letter_can_be_replayed_and_dropped()
    {
        _relay.Receiver.Answer = _ => Results.BadRequest();
        var relay = _relay.With("Relay:MaxAttempts", "3").Start();
        await _relay.PublishAsync("123", "first");
        await _relay.PublishAsync("123", "second");
        await _relay.CheckpointedAsync(2);
        Assert.Equal(6, _relay.Receiver.All.Count);

        Assert.Equal(1, (await RelayFixture.CommandAsync(relay, "replay", "1")).ExitCode);
        Assert.Equal(2, (await RelayFixture.CommandAsync(relay, "replay", "3")).ExitCode);
        Assert.Equal(2, (await RelayFixture.CommandAsync(relay, "burn")).ExitCode);

        _relay.Receiver.Answer = _ => Results.Ok();
        Assert.Equal(0, (await RelayFixture.CommandAsync(relay, "replay", "1")).ExitCode);
        Assert.Contains("first", Assert.Single(_relay.Receiver.Accepted), StringComparison.Ordinal);
        Assert.Equal(0, (await RelayFixture.CommandAsync(relay, "drop", "all")).ExitCode);
        Assert.Equal("0 dead letters.", (await RelayFixture.CommandAsync(relay, "list")).Output.Trim());
        Assert.Single(_relay.Receiver.Accepted);
    }

    [Fact]
    public async Task More_dead_letters_than_one_answer_may_have_are_listed_and_dropped()
    {
        const int Letters = 450;
        _relay.Receiver.Answer = _ => Results.BadRequest();
        var relay = _relay.Start();
        var text = string.Concat(Enumerable.Repeat("\U0001F600", 1_000));
        for (var letter = 0; letter < Letters; letter++)
        {
            await _relay.PublishTextAsync(text);
        }

        await _relay.CheckpointedAsync(Letters);

        Assert.Contains($"{Letters} dead letters.", (await RelayFixture.CommandAsync(relay, "list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RelayFixture.CommandAsync(relay, "drop", "all")).ExitCode);
        Assert.Equal("0 dead letters.", (await RelayFixture.CommandAsync(relay, "list")).Output.Trim());
    }

    [Fact]
    public async Task Of_more_dead_letters_than_are_kept_the_oldest_are_dropped_and_the_relay_goes_on()
    {
        _relay.Receiver.Answer = _ => Results.BadRequest();
        var relay = _relay.With("Relay:MaxDeadLetters", "2").Start();
        foreach (var text in new[] { "first", "second", "third" })
        {
            await _relay.PublishTextAsync(text);
        }

        await _relay.CheckpointedAsync(3);

        var (_, output) = await RelayFixture.CommandAsync(relay, "list", "--show-text");
        Assert.Contains("2 dead letters.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("first", output, StringComparison.Ordinal);
        Assert.Contains("third", output, StringComparison.Ordinal);
        Assert.Contains("as many as are kept", _relay.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attempts_that_found_no_fault_do_not_count()
    {
        _relay.Receiver.Answer = _ => _relay.Receiver.All.Count switch
        {
            0 or 1 => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
            2 => Results.BadRequest(),
            _ => Results.Ok(),
        };
        _relay.With("Relay:MaxAttempts", "3").Start();

        await _relay.PublishAsync("123", "Great course!");
        await _relay.CheckpointedAsync(1);

        Assert.Single(_relay.Receiver.Accepted);
    }

    [Fact]
    public async Task A_refused_signature_is_tried_until_it_is_taken_as_no_message_is_to_blame()
    {
        const int Refusals = 20;
        _relay.Receiver.Answer = _ => _relay.Receiver.All.Count < Refusals
            ? Results.Problem(statusCode: StatusCodes.Status403Forbidden, type: ProblemTypes.WebhookRefused)
            : Results.Ok();
        var relay = _relay.With("Relay:MaxDelay", "00:00:00.020").Start();

        await _relay.PublishAsync("123", "Great course!");
        await _relay.CheckpointedAsync(1);

        Assert.Equal(Refusals + 1, _relay.Receiver.All.Count);
        Assert.Equal("0 dead letters.", (await RelayFixture.CommandAsync(relay, "list")).Output.Trim());
    }
}
