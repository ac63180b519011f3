using System.Globalization;
using System.Text;
using CourseComments.History;

namespace CourseComments.Chaos;

/// <summary>What came of a run.</summary>
/// <param name="Counts">What was done and seen, by name.</param>
/// <param name="Violations">What must not be; nothing when all is well.</param>
internal sealed record ChaosOutcome(IReadOnlyList<(string Name, long Count)> Counts, IReadOnlyList<Violation> Violations)
{
    private const int Shown = 10;

    /// <summary>How much there is of what has this name.</summary>
    public long Of(string name) => Counts.Single(counted => counted.Name == name).Count;

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, count) in Counts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {name,-34} {count,8}");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"  {"violations",-34} {Violations.Count,8}");
        foreach (var rule in Violations.GroupBy(violation => violation.Rule))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    {rule.Key,-32} {rule.Count(),8}");
        }

        foreach (var violation in Violations.GroupBy(violation => violation.Rule).SelectMany(rule => rule.Take(Shown)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {violation}");
        }

        return text.ToString();
    }
}
