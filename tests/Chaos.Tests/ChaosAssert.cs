using CourseComments.Chaos.Planning;
using CourseComments.History;

namespace CourseComments.Chaos.Tests;

/// <summary>Short runs, whose folders stay when they are not as expected.</summary>
internal static class ChaosAssert
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<ChaosOutcome> RunAsync(
        int seed, RunMode mode, TimeSpan length, int rounds, string? seededBug, Func<ChaosOutcome, bool> isAsExpected)
    {
        var folder = Directory.CreateTempSubdirectory("chaos-").FullName;
        using var timeout = new CancellationTokenSource(Patience);
        var plan = PlanGenerator.Generate(seed, mode, length, rounds);
        var outcome = await ChaosRun.RunAsync(plan, folder, seededBug, TimeProvider.System, timeout.Token);
        Assert.True(isAsExpected(outcome), $"History and logs are in {folder}. {plan}{outcome}");
        Directory.Delete(folder, recursive: true);
        return outcome;
    }
}
