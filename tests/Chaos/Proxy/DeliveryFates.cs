using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using CourseComments.Chaos.Planning;
using CourseComments.History;

namespace CourseComments.Chaos.Proxy;

/// <summary>Decides by the seed, the comment and how often it came, and so the same in each run, whatever the order.</summary>
internal sealed class DeliveryFates(ChaosPlan plan)
{
    private readonly ConcurrentDictionary<CommentKey, int> _deliveries = new();

    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "It must be repeatable.")]
    public DeliveryFate Next(CommentKey comment)
    {
        var chaos = plan.Connections;
        var delivery = _deliveries.AddOrUpdate(comment, 1, static (_, count) => count + 1);
        var random = new Random(BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{plan.Seed} {delivery} {comment}"))));
        return new DeliveryFate(
            random.NextDouble() < chaos.Lose,
            random.NextDouble() < chaos.Delay ? chaos.MaxDelay * random.NextDouble() : TimeSpan.Zero,
            random.NextDouble() < chaos.Duplicate ? chaos.MaxDelay * random.NextDouble() : null,
            random.NextDouble() < chaos.LoseAnswer);
    }
}
