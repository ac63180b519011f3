using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace Momento.Emulator.Caches;

/// <summary>
/// Elements ordered by score, and those of the same score by their bytes. A skip list whose links know how many elements
/// they pass, so that adding, removing, and finding a rank or what has it take O(log n). Not thread-safe.
/// </summary>
internal sealed class ScoreIndex
{
    private const int MaximumLevels = 16;

    /// <summary>One node in so many reaches the next level.</summary>
    private const int Fanout = 4;

    private readonly Node _head = new(0, ByteString.Empty, MaximumLevels);
    private int _levels = 1;

    public int Count { get; private set; }

    /// <summary>The pair must not be there.</summary>
    public void Add(double score, ByteString value)
    {
        FindPath(score, value, out var path);
        var added = new Node(score, value, RandomLevels());
        for (; _levels < added.Links.Length; _levels++)
        {
            path[_levels] = new Step(_head, 0);
            _head.Links[_levels].Passes = Count;
        }

        for (var level = 0; level < added.Links.Length; level++)
        {
            ref var before = ref path[level].Node.Links[level];
            var distance = path[0].Rank - path[level].Rank;
            added.Links[level] = new Link { Next = before.Next, Passes = before.Passes - distance };
            before = new Link { Next = added, Passes = distance + 1 };
        }

        for (var level = added.Links.Length; level < _levels; level++)
        {
            path[level].Node.Links[level].Passes++;
        }

        added.Previous = path[0].Node;
        added.Links[0].Next?.Previous = added;
        Count++;
    }

    /// <summary>The pair must be there.</summary>
    public void Remove(double score, ByteString value)
    {
        FindPath(score, value, out var path);
        var removed = path[0].Node.Links[0].Next!;
        for (var level = 0; level < _levels; level++)
        {
            ref var before = ref path[level].Node.Links[level];
            before = before.Next == removed
                ? new Link { Next = removed.Links[level].Next, Passes = before.Passes + removed.Links[level].Passes - 1 }
                : before with { Passes = before.Passes - 1 };
        }

        removed.Links[0].Next?.Previous = removed.Previous;
        while (_levels > 1 && _head.Links[_levels - 1].Next is null)
        {
            _levels--;
        }

        Count--;
    }

    /// <summary>How many elements come before this one, which may or may not be there.</summary>
    public int RankOf(double score, ByteString value)
    {
        FindPath(score, value, out var path);
        return path[0].Rank;
    }

    /// <summary>How many elements have a lower score, or the same one where <paramref name="inclusive"/>.</summary>
    public int CountBelow(double score, bool inclusive)
    {
        var (node, rank) = (_head, 0);
        for (var level = _levels - 1; level >= 0; level--)
        {
            while (node.Links[level].Next is { } next && (next.Score < score || (inclusive && next.Score.Equals(score))))
            {
                rank += node.Links[level].Passes;
                node = next;
            }
        }

        return rank;
    }

    /// <summary>Up to so many elements from a rank on, which is from the end in descending order.</summary>
    public IEnumerable<(ByteString Value, double Score)> Range(int start, int count, bool descending)
    {
        if (start >= Count)
        {
            yield break;
        }

        var node = At(descending ? Count - 1 - start : start);
        for (var taken = 0; taken < count && node is not null && node != _head; taken++)
        {
            yield return (node.Value, node.Score);
            node = descending ? node.Previous : node.Links[0].Next;
        }
    }

    private Node At(int rank)
    {
        var (node, before) = (_head, -1);
        for (var level = _levels - 1; level >= 0; level--)
        {
            while (node.Links[level].Next is { } next && before + node.Links[level].Passes <= rank)
            {
                before += node.Links[level].Passes;
                node = next;
            }
        }

        return node;
    }

    /// <summary>On each level the last node before that place, with the number of elements up to it.</summary>
    private void FindPath(double score, ByteString value, out Path path)
    {
        path = default;
        var step = new Step(_head, 0);
        for (var level = _levels - 1; level >= 0; level--)
        {
            while (step.Node.Links[level].Next is { } next && next.ComesBefore(score, value))
            {
                step = new Step(next, step.Rank + step.Node.Links[level].Passes);
            }

            path[level] = step;
        }
    }

    private static int RandomLevels()
    {
        var levels = 1;
        while (levels < MaximumLevels && Random.Shared.Next(Fanout) == 0)
        {
            levels++;
        }

        return levels;
    }

    private readonly record struct Step(Node Node, int Rank);

    [InlineArray(MaximumLevels)]
    private struct Path
    {
        private Step _first;
    }

    private record struct Link
    {
        public Node? Next { get; init; }

        /// <summary>Elements from here to the next, that one included; without a next one, to the end.</summary>
        public int Passes { get; set; }
    }

    private sealed class Node(double score, ByteString value, int levels)
    {
        public double Score => score;

        public ByteString Value => value;

        public Link[] Links { get; } = new Link[levels];

        public Node? Previous { get; set; }

        public bool ComesBefore(double otherScore, ByteString otherValue) =>
            score < otherScore || (score.Equals(otherScore) && value.Span.SequenceCompareTo(otherValue.Span) < 0);
    }
}
