using System.Runtime.InteropServices;
using Google.Protobuf;
using Momento.Protocol.Cache;
using static Momento.Protocol.Cache.SortedSetUnionStoreRequest.Types;

namespace Momento.Emulator.Caches;

/// <summary>The union of sorted sets as it comes about: weighted scores, aggregated where an element is in several.</summary>
internal sealed class SortedSetUnion
{
    private readonly Dictionary<ByteString, double> _scores = [];
    private readonly AggregateFunction _aggregate;

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: no sources, a weight that is not finite, an unknown aggregate.</exception>
    public SortedSetUnion(SortedSetUnionStoreRequest request)
    {
        if (request.Sources.Count == 0 || !request.Sources.All(source => float.IsFinite(source.Weight)))
        {
            throw MomentoErrors.InvalidArgument("At least one source is needed, and every weight must be finite");
        }

        if (request.Aggregate is not (AggregateFunction.Sum or AggregateFunction.Min or AggregateFunction.Max))
        {
            throw MomentoErrors.InvalidArgument("The aggregate function is unknown");
        }

        _aggregate = request.Aggregate;
    }

    public IReadOnlyDictionary<ByteString, double> Scores => _scores;

    public void Add(SortedSetItem? source, float weight)
    {
        foreach (var (value, unweighted) in source?.Scores ?? new Dictionary<ByteString, double>())
        {
            var score = OrZero(unweighted * weight);
            ref var total = ref CollectionsMarshal.GetValueRefOrAddDefault(_scores, value, out var isThere);
            total = isThere ? OrZero(Combine(total, score)) : score;
        }
    }

    private double Combine(double left, double right) => _aggregate switch
    {
        AggregateFunction.Min => Math.Min(left, right),
        AggregateFunction.Max => Math.Max(left, right),
        _ => left + right,
    };

    /// <summary>Infinity times zero, or plus its opposite, is no number that could have a place in an order.</summary>
    private static double OrZero(double score) => double.IsNaN(score) ? 0 : score;
}
