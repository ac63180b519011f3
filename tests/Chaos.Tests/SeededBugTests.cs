using CourseComments.History;

namespace CourseComments.Chaos.Tests;

/// <summary>A run that finds nothing shows nothing, unless it finds what is wrong on purpose.</summary>
public sealed class SeededBugTests
{
    [PosixTheory]
    [InlineData("no-dedup", RunMode.Webhooks, 1, HistoryRules.ListedOnce)]
    [InlineData("acknowledge-before-store", RunMode.Relay, 1, HistoryRules.AcknowledgedIsListed)]
    [InlineData("checkpoint-before-acknowledge", RunMode.Relay, 1, HistoryRules.PublishedIsListed)]
    [InlineData("compare-by-sequence-only", RunMode.Webhooks, 2, HistoryRules.AcknowledgedIsListed)]
    public async Task A_seeded_bug_makes_the_run_fail(string bug, RunMode mode, int rounds, string rule) =>
        await ChaosAssert.RunAsync(
            seed: 3, mode, TimeSpan.FromSeconds(8), rounds, bug, outcome => outcome.Violations.Any(violation => violation.Rule == rule));
}
