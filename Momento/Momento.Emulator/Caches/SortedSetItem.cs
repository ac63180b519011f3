using Google.Protobuf;

namespace Momento.Emulator.Caches;

/// <summary>A sorted set.</summary>
internal sealed class SortedSetItem : CacheItem
{
    private readonly Dictionary<ByteString, double> _scores = [];

    public ScoreIndex Order { get; } = new();

    public int Count => _scores.Count;

    /// <summary>In no particular order.</summary>
    public IReadOnlyDictionary<ByteString, double> Scores => _scores;

    public bool TryGetScore(ByteString value, out double score) => _scores.TryGetValue(value, out score);

    public void Put(ByteString value, double score)
    {
        // Without a negative zero, which equals zero and yet is told from it.
        score += 0d;
        if (!_scores.TryGetValue(value, out var present))
        {
            Order.Add(score, value);
        }
        else if (!present.Equals(score))
        {
            Order.Remove(present, value);
            Order.Add(score, value);
        }

        _scores[value] = score;
    }

    public void Remove(ByteString value)
    {
        if (_scores.Remove(value, out var score))
        {
            Order.Remove(score, value);
        }
    }
}
