using System.Net.Http.Headers;
using CourseComments.Relay.Delivering;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CourseComments.Relay.Tests;

public sealed class RetryDelaysTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 14, 9, 26, 53, TimeSpan.Zero));
    private readonly RetryDelays _delays;

    public RetryDelaysTests() => _delays = new(Options.Create(new RelayOptions()), _time);

    [Fact]
    public void Without_a_word_of_the_receiver_delays_are_spread_and_grow_up_to_the_longest()
    {
        Assert.All(Enumerable.Range(0, 200), _ => Assert.InRange(_delays.Before(1), TimeSpan.Zero, TimeSpan.FromMilliseconds(200)));
        var late = Enumerable.Range(0, 200).Select(_ => _delays.Before(1_000_000)).ToList();
        Assert.All(late, delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromSeconds(30)));
        Assert.True(late.Max() > TimeSpan.FromSeconds(20));
        Assert.True(late.Min() < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Retry_after_as_seconds_and_as_date_is_never_undercut_and_has_a_cap()
    {
        var seconds = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7));
        var date = new RetryConditionHeaderValue(_time.GetUtcNow() + TimeSpan.FromSeconds(7));
        var tooLong = new RetryConditionHeaderValue(TimeSpan.FromHours(7));
        var past = new RetryConditionHeaderValue(_time.GetUtcNow() - TimeSpan.FromHours(7));

        Assert.InRange(_delays.Before(1, seconds), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7.2));
        Assert.InRange(_delays.Before(1, date), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7.2));
        Assert.InRange(_delays.Before(1, tooLong), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30.2));
        Assert.InRange(_delays.Before(1, past), TimeSpan.Zero, TimeSpan.FromSeconds(0.2));
    }
}
