using System.Globalization;
using CourseComments.History;

namespace CourseComments.Chaos;

/// <summary>What is asked for.</summary>
internal sealed record CommandLine
{
    public const string Usage = """
        dotnet run --project tests/Chaos -- [--seed N] [--minutes M] [--mode relay|webhooks] [--plan] [--bug NAME]
        dotnet run --project tests/Chaos -- --check FILE

          --seed N       makes the schedule: the same seed, the same schedule (1)
          --minutes M    how long things go wrong, over both modes together (2)
          --mode MODE    how comments come to the service; both, one after the other, when left out
          --plan         print the schedule and do nothing
          --bug NAME     with the services that have seeded bugs: no-dedup, acknowledge-before-store,
                         checkpoint-before-acknowledge, compare-by-sequence-only
          --check FILE   check a history that an earlier run left

        Exit code: 0 all is well, 1 violations, 2 not understood.
        """;

    private static readonly string[] Bugs = ["no-dedup", "acknowledge-before-store", "checkpoint-before-acknowledge", "compare-by-sequence-only"];

    public int Seed { get; init; } = 1;

    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(2);

    public IReadOnlyList<RunMode> Modes { get; init; } = [RunMode.Webhooks, RunMode.Relay];

    public bool IsPlanOnly { get; init; }

    public string? Bug { get; init; }

    public string? Check { get; init; }

    /// <returns>Null when it is not understood.</returns>
    public static CommandLine? Parse(ReadOnlySpan<string> args)
    {
        var parsed = new CommandLine();
        while (!args.IsEmpty)
        {
            (CommandLine? next, var used) = args switch
            {
                ["--plan", ..] => (parsed with { IsPlanOnly = true }, 1),
                ["--seed", var value, ..] when int.TryParse(value, CultureInfo.InvariantCulture, out var seed) => (parsed with { Seed = seed }, 2),
                ["--minutes", var value, ..] when TryParseMinutes(value, out var length) => (parsed with { Length = length }, 2),
                ["--mode", var value, ..] when Enum.TryParse<RunMode>(value, ignoreCase: true, out var mode) => (parsed with { Modes = [mode] }, 2),
                ["--bug", var value, ..] when Bugs.Contains(value) => (parsed with { Bug = value }, 2),
                ["--check", var value, ..] => (parsed with { Check = value }, 2),
                _ => (null, 0),
            };
            if (next is null)
            {
                return null;
            }

            parsed = next;
            args = args[used..];
        }

        return parsed;
    }

    private static bool TryParseMinutes(string value, out TimeSpan length)
    {
        var isNumber = double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= 1440;
        length = isNumber ? TimeSpan.FromMinutes(minutes) : default;
        return isNumber;
    }
}
