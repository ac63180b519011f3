using CourseComments.History;

namespace CourseComments.Chaos.Tests;

/// <summary>The real processes, killed and paused. One run at a time, beside those of the seeded bugs.</summary>
[Collection("chaos runs")]
public sealed class WebhooksChaosTests
{
    [PosixFact]
    public async Task With_webhooks_every_acknowledged_comment_is_listed_once_whatever_is_killed_or_paused_dropped_or_doubled()
    {
        var outcome = await ChaosAssert.RunAsync(
            seed: 2, RunMode.Webhooks, TimeSpan.FromSeconds(12), rounds: 2, seededBug: null, outcome => outcome.Violations.Count == 0);

        Assert.True(outcome.Of("kills") >= 3 && outcome.Of("pauses") >= 3 && outcome.Of("comments listed in the end") >= 50, $"{outcome}");
    }
}
