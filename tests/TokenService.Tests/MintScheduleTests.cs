using CourseComments.TokenService.Tokens;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CourseComments.TokenService.Tests;

public sealed class MintScheduleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _time = new();
    private readonly MintSchedule _schedule;

    public MintScheduleTests() => _schedule = new MintSchedule(Options.Create(new TokenOptions { MintsPerSecond = 5 }), _time);

    [Fact]
    public async Task Callers_who_come_back_together_are_let_in_at_the_rate_and_none_is_sent_away_again()
    {
        for (var user = 0; user < 15; user++)
        {
            await _schedule.EnterAsync($"user-{user}");
        }

        // Five have a turn after one second and five after two, and all ten come after two.
        _time.Advance(TimeSpan.FromSeconds(2));
        var entering = Enumerable.Range(5, 10).Select(user => _schedule.EnterAsync($"user-{user}")).ToList();
        Assert.Equal(5, entering.Count(enter => enter.IsCompleted));

        _time.Advance(TimeSpan.FromSeconds(1));
        var waits = await Task.WhenAll(entering).WaitAsync(Patience);
        Assert.All(waits, Assert.Null);
    }

    [Fact]
    public async Task Turn_that_is_not_taken_is_forgotten()
    {
        for (var user = 0; user < 6; user++)
        {
            await _schedule.EnterAsync($"user-{user}");
        }

        _time.Advance(TimeSpan.FromSeconds(20));
        for (var user = 6; user < 11; user++)
        {
            Assert.Null(await _schedule.EnterAsync($"user-{user}"));
        }

        Assert.Equal(TimeSpan.FromSeconds(1), await _schedule.EnterAsync("user-5"));
    }
}
