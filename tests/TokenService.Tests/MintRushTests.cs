namespace CourseComments.TokenService.Tests;

public sealed class MintRushTests
{
    private const int PerSecond = 5;
    private const int Learners = 1000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(Learners / (double)PerSecond);

    private readonly MintRush _rush = new(PerSecond);
    private readonly Random _random = new(20260314);
    private readonly Dictionary<string, TimeSpan> _minted = [];
    private TimeSpan _longestHeld;
    private int _inVain;

    [Fact]
    public void Whoever_honours_what_was_promised_mints_then_and_all_do_as_fast_as_the_limit_allows()
    {
        Come(Learners, "learner", upTo: TimeSpan.FromSeconds(2), late: 0.5);
        _rush.RunUntil(1.1 * Limit);

        AssertServed(Learners, heldAtMost: 2);
    }

    [Fact]
    public void Whoever_comes_within_five_seconds_after_it_still_finds_the_place()
    {
        Come(Learners, "learner", upTo: TimeSpan.Zero, late: 5);
        _rush.RunUntil(1.1 * Limit);

        AssertServed(Learners, heldAtMost: 8);
    }

    [Fact]
    public void Who_asks_all_the_time_takes_no_place_of_who_waits_as_told()
    {
        Come(Learners, "learner", upTo: TimeSpan.Zero, late: 0.5);
        for (var number = 0; number < 50; number++)
        {
            Press($"impatient-{number}");
        }

        _rush.RunUntil(1.1 * Limit);

        AssertServed(Learners + 50, heldAtMost: 2);
    }

    [Fact]
    public void Newcomers_take_no_place_of_who_waits_as_told()
    {
        Come(Learners, "learner", upTo: TimeSpan.Zero, late: 0.5);
        Come(Learners, "newcomer", upTo: Limit, late: 0.5);
        _rush.RunUntil(1.1 * 2 * Limit);

        AssertServed(2 * Learners, heldAtMost: 2);
        Assert.True(_minted.Where(mint => mint.Key.StartsWith("learner", StringComparison.Ordinal)).Max(mint => mint.Value) < 1.05 * Limit);
    }

    [Fact]
    public void Places_of_who_never_comes_are_used_by_newcomers()
    {
        var rush = TimeSpan.FromSeconds(2);
        Come(Learners / 2, "learner", upTo: rush, late: 0.5);
        for (var number = 0; number < Learners / 2; number++)
        {
            var gone = $"gone-{number}";
            _rush.At(_random.NextDouble() * rush, () => _rush.Ask(gone, (_, _) => { }));
        }

        // As many as are missing, in the time that was promised to all.
        Come(Learners / 2, "newcomer", upTo: Limit, late: 0.5);
        _rush.RunUntil(1.5 * Limit);

        AssertServed(Learners, heldAtMost: 2);
        Assert.True(_rush.Mints.Count(mint => mint <= 1.1 * Limit) >= 0.9 * Learners, "most mint in the time that the limit dictates");
    }

    private void AssertServed(int learners, double heldAtMost)
    {
        Assert.Equal(learners, _minted.Count);
        Assert.Equal(0, _inVain);
        Assert.InRange(_longestHeld, TimeSpan.Zero, TimeSpan.FromSeconds(heldAtMost));
        AssertMomentoRefusesNone();
    }

    /// <summary>Momento's own count: a bucket of so many, filled again at that rate.</summary>
    private void AssertMomentoRefusesNone()
    {
        var (left, last) = ((double)PerSecond, TimeSpan.Zero);
        foreach (var mint in _rush.Mints)
        {
            left = Math.Min(PerSecond, left + ((mint - last).TotalSeconds * PerSecond)) - 1;
            last = mint;
            // What a tick of this simulation is worth.
            Assert.True(left > -0.06, $"refused after {mint}");
        }
    }

    /// <summary>Learners who come for the first time in a span, and each again when told, or some seconds later.</summary>
    private void Come(int count, string name, TimeSpan upTo, double late)
    {
        for (var number = 0; number < count; number++)
        {
            var learner = $"{name}-{number}";
            _rush.At(_random.NextDouble() * upTo, () => Ask(learner, isPromised: false));
        }

        void Ask(string learner, bool isPromised) => _rush.Ask(learner, (retryAfter, held) =>
        {
            _longestHeld = held > _longestHeld ? held : _longestHeld;
            if (retryAfter is not { } wait)
            {
                _minted.Add(learner, _rush.Now);
                return;
            }

            _inVain += isPromised ? 1 : 0;
            _rush.At(_rush.Now + wait + TimeSpan.FromSeconds(_random.NextDouble() * late), () => Ask(learner, isPromised: true));
        });
    }

    /// <summary>One who asks again every tenth of a second.</summary>
    private void Press(string learner) => _rush.At(TimeSpan.Zero, () => _rush.Ask(learner, (retryAfter, _) =>
    {
        if (retryAfter is null)
        {
            _minted.Add(learner, _rush.Now);
            return;
        }

        _rush.At(_rush.Now + TimeSpan.FromSeconds(0.1), () => Press(learner));
    }));
}
