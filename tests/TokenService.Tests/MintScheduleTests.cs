using CourseComments.TokenService.Tokens;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CourseComments.TokenService.Tests;

public sealed class MintScheduleTests
{
    private const int PerSecond = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _time = new();
    private readonly MintSchedule _schedule;

    public MintScheduleTests() => _schedule = new MintSchedule(Options.Create(new TokenOptions { MintsPerSecond = PerSecond }), _time);

    [Fact]
    public async Task Callers_who_come_back_together_are_let_in_one_after_another_and_none_is_sent_away_again()
    {
        await EnterAllAsync(users: 15);

        // Five have a place within a second and five within two, and all ten come after two.
        _time.Advance(TimeSpan.FromSeconds(2));
        var entering = Enumerable.Range(5, 10).Select(user => _schedule.EnterAsync($"user-{user}")).ToList();
        for (var entered = 1; entered <= entering.Count; entered++)
        {
            Assert.Null(await entering[entered - 1].WaitAsync(Patience));
            Assert.Equal(entering.Count - entered, entering.Count(enter => !enter.IsCompleted));
            _time.Advance(TimeSpan.FromSeconds(1) / PerSecond);
        }
    }

    [Fact]
    public async Task Promised_place_is_there_six_seconds_later_whoever_else_comes()
    {
        await EnterAllAsync(users: PerSecond + 1);

        // Its place is after a fifth of a second, told as one.
        for (var newcomer = 0; newcomer < 100; newcomer++)
        {
            _time.Advance(TimeSpan.FromSeconds(6.1) / 100);
            _ = _schedule.EnterAsync($"newcomer-{newcomer}");
        }

        var entering = _schedule.EnterAsync($"user-{PerSecond}");
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await entering.WaitAsync(Patience));
    }

    [Fact]
    public async Task Place_that_nobody_came_for_goes_to_who_comes_next()
    {
        // All places of the next ten seconds are promised, and nobody comes.
        await EnterAllAsync(users: 11 * PerSecond);
        _time.Advance(TimeSpan.FromSeconds(7.5));

        var entering = Enumerable.Range(0, PerSecond).Select(user => _schedule.EnterAsync($"newcomer-{user}")).ToList();
        Assert.Equal(TimeSpan.FromSeconds(3), await _schedule.EnterAsync("one more"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.All(await Task.WhenAll(entering).WaitAsync(Patience), Assert.Null);
    }

    [Fact]
    public async Task Learner_who_entered_in_vain_keeps_the_place()
    {
        await EnterAllAsync(users: 500);
        Assert.Equal(TimeSpan.FromSeconds(1), _schedule.Keep("user-0"));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await _schedule.EnterAsync("user-0"));
    }

    [Fact]
    public async Task Beyond_what_is_kept_a_newcomer_is_told_when_to_ask_and_takes_no_place()
    {
        await EnterAllAsync(users: PerSecond + MintSchedule.MostPromises);

        for (var newcomer = 0; newcomer < 2 * PerSecond; newcomer++)
        {
            var wait = await _schedule.EnterAsync($"newcomer-{newcomer}");
            Assert.Equal(TimeSpan.FromSeconds((MintSchedule.MostPromises / PerSecond) + 1), wait);
        }
    }

    [Fact]
    public async Task Nobody_is_held_longer_than_eight_seconds_however_many_come()
    {
        var users = Enumerable.Range(0, 60).Select(user => $"user-{user}").ToList();
        users.ForEach(user => _schedule.Keep(user));
        _time.Advance(TimeSpan.FromSeconds(1));

        var held = users.Select(user => _schedule.EnterAsync(user)).ToList();
        _time.Advance(TimeSpan.FromSeconds(8));
        var waits = await Task.WhenAll(held).WaitAsync(Patience);
        Assert.Equal((8 * PerSecond) + 1, waits.Count(wait => wait is null));
    }

    private async Task EnterAllAsync(int users, string name = "user")
    {
        for (var user = 0; user < users; user++)
        {
            await _schedule.EnterAsync($"{name}-{user}");
        }
    }
}
