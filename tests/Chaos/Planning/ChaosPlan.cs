using System.Globalization;
using System.Text;
using CourseComments.History;

namespace CourseComments.Chaos.Planning;

/// <summary>All that goes wrong in a run. It comes of the seed alone.</summary>
/// <param name="Seed">What it was made of.</param>
/// <param name="Mode">How comments come from the topic to the service.</param>
/// <param name="RoundLength">How long each round is.</param>
/// <param name="Rounds">The faults of each round; between rounds the topic starts over.</param>
/// <param name="Topic">Only with webhooks; the relay reads the topic itself.</param>
/// <param name="Connections">On the way to the service.</param>
internal sealed record ChaosPlan(
    int Seed, RunMode Mode, TimeSpan RoundLength, IReadOnlyList<IReadOnlyList<Fault>> Rounds, TopicChaos Topic, ConnectionChaos Connections)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {Seed}, {Mode}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  {Connections}");
        if (Mode == RunMode.Webhooks)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {Topic}");
        }

        for (var round = 0; round < Rounds.Count; round++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  round {round + 1}, {RoundLength.TotalSeconds:0.###} s{(round > 0 ? ", after the topic started over" : "")}");
            foreach (var fault in Rounds[round])
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {fault}");
            }
        }

        return text.ToString();
    }
}
