using System.Diagnostics.CodeAnalysis;
using CourseComments.History;

namespace CourseComments.Chaos.Planning;

/// <summary>Makes a plan of a seed, and always the same.</summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "It must be repeatable.")]
internal sealed class PlanGenerator
{
    private static readonly TimeSpan UsualRound = TimeSpan.FromSeconds(30);
    private readonly Random _random;
    private readonly RunMode _mode;
    private readonly int _seed;

    private PlanGenerator(int seed, RunMode mode) =>
        (_seed, _mode, _random) = (seed, mode, new Random(unchecked((seed * 2) + (int)mode)));

    /// <param name="seed">What makes the plan.</param>
    /// <param name="mode">How comments come from the topic to the service.</param>
    /// <param name="length">Of all rounds together.</param>
    /// <param name="rounds">How many; when left out as many as are about half a minute long, and at least two.</param>
    public static ChaosPlan Generate(int seed, RunMode mode, TimeSpan length, int? rounds = null)
    {
        var count = rounds ?? Math.Max(2, (int)(length / UsualRound));
        return new PlanGenerator(seed, mode).Generate(length / count, count);
    }

    private ChaosPlan Generate(TimeSpan roundLength, int rounds)
    {
        var topic = new TopicChaos(
            Drop: Between(0.02, 0.1), Duplicate: Between(0.1, 0.3), Delay: Between(0.1, 0.3), Reorder: Between(0.1, 0.4), Seconds(0.5, 1.5));
        var connections = new ConnectionChaos(
            Lose: Between(0.01, 0.05), LoseAnswer: Between(0.01, 0.05), Duplicate: Between(0.05, 0.2), Delay: Between(0.02, 0.08), Seconds(0.5, 3));
        return new ChaosPlan(
            _seed, _mode, roundLength, [.. Enumerable.Range(0, rounds).Select(_ => Round(roundLength))], topic, connections);
    }

    private List<Fault> Round(TimeSpan length) =>
    [
        .. Enum.GetValues<Target>()
            .Where(target => target != Target.Relay || _mode == RunMode.Relay)
            .SelectMany(target => FaultsOf(target, length))
            .OrderBy(fault => fault.At),
    ];

    /// <summary>One after the other for one target; those of different targets overlap as they like.</summary>
    private List<Fault> FaultsOf(Target target, TimeSpan length)
    {
        var faults = new List<Fault>();
        for (var at = Seconds(0.5, 4); ;)
        {
            var fault = NextFault(target, at);
            if (fault.End > length)
            {
                return faults;
            }

            faults.Add(fault);
            at = fault.End + Seconds(2, 6);
        }
    }

    private Fault NextFault(Target target, TimeSpan at)
    {
        var kind = _random.NextDouble() switch { < 0.5 => FaultKind.Kill, < 0.85 => FaultKind.Pause, _ => FaultKind.PauseAndKill };
        var (paused, down) = (Seconds(0.2, 3.5), Seconds(0, 1.2));
        return new Fault(target, kind, at, kind == FaultKind.Kill ? TimeSpan.Zero : paused, kind == FaultKind.Pause ? TimeSpan.Zero : down);
    }

    private double Between(double least, double most) => Math.Round(least + ((most - least) * _random.NextDouble()), 3);

    private TimeSpan Seconds(double least, double most) => TimeSpan.FromMilliseconds(Math.Round(1000 * Between(least, most)));
}
