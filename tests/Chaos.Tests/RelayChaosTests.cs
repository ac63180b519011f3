using CourseComments.History;

namespace CourseComments.Chaos.Tests;

/// <summary>The real processes, killed and paused. One run at a time, beside those of the seeded bugs.</summary>
[Collection("chaos runs")]
public sealed class RelayChaosTests
{
    [PosixFact]
    public async Task With_a_relay_every_published_comment_is_listed_once_and_in_order_whatever_is_killed_or_paused()
    {
        var outcome = await ChaosAssert.RunAsync(
            seed: 2, RunMode.Relay, TimeSpan.FromSeconds(12), rounds: 2, seededBug: null, outcome => outcome.Violations.Count == 0);

        Assert.True(outcome.Of("kills") >= 3 && outcome.Of("pauses") >= 3 && outcome.Of("comments listed in the end") >= 50, $"{outcome}");
    }
}
