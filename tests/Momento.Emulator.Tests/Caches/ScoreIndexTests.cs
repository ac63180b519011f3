using Google.Protobuf;
using Momento.Emulator.Caches;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Caches;

public sealed class ScoreIndexTests
{
    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 300)]
    [InlineData(3, 5_000)]
    public void Any_sequence_of_changes_keeps_order_ranks_and_counts(int seed, int names)
    {
        var random = new Random(seed);
        var set = new SortedSetItem();
        var model = new Dictionary<string, double>();
        for (var step = 0; step < 6_000; step++)
        {
            var name = $"{random.Next(names):0000}";
            if (random.Next(3) == 0)
            {
                set.Remove(Bytes(name));
                model.Remove(name);
            }
            else
            {
                // So few scores that many elements share one.
                var score = random.Next(-5, 6) / 2d;
                set.Put(Bytes(name), score);
                model[name] = score;
            }

            if (step % 311 == 0 || step > 5_990)
            {
                Verify(set, model);
            }
        }
    }

    [Fact]
    public void A_rank_is_found_in_few_steps_however_many_there_are()
    {
        var set = new SortedSetItem();
        for (var number = 0; number < 100_000; number++)
        {
            set.Put(Bytes($"{number}"), (number * 7_919) % 100_000);
        }

        Assert.Equal(100_000, set.Order.Count);
        for (var number = 0; number < 100_000; number += 997)
        {
            Assert.Equal((number * 7_919) % 100_000, set.Order.RankOf((number * 7_919) % 100_000, Bytes($"{number}")));
        }
    }

    [Fact]
    public void Both_zeros_are_one_score()
    {
        var set = new SortedSetItem();
        set.Put(Bytes("b"), 0d);
        set.Put(Bytes("a"), -0d);
        set.Put(Bytes("b"), -0d);

        Assert.Equal(["a", "b"], set.Order.Range(0, 9, descending: false).Select(element => element.Value.ToStringUtf8()));
    }

    private static void Verify(SortedSetItem set, Dictionary<string, double> model)
    {
        var expected = model.OrderBy(element => element.Value).ThenBy(element => element.Key, StringComparer.Ordinal)
            .Select(element => (element.Key, element.Value)).ToList();
        var start = expected.Count / 3;

        Assert.Equal(expected, Texts(set.Order.Range(0, int.MaxValue, descending: false)));
        Assert.Equal(expected.AsEnumerable().Reverse(), Texts(set.Order.Range(0, int.MaxValue, descending: true)));
        Assert.Equal(expected.Skip(start).Take(5), Texts(set.Order.Range(start, 5, descending: false)));
        Assert.Equal(expected.AsEnumerable().Reverse().Skip(start).Take(5), Texts(set.Order.Range(start, 5, descending: true)));
        Assert.All(expected.Index(), element => Assert.Equal(element.Index, set.Order.RankOf(element.Item.Value, Bytes(element.Item.Key))));
        for (var score = -3d; score <= 3d; score += 0.25)
        {
            Assert.Equal(model.Values.Count(value => value < score), set.Order.CountBelow(score, inclusive: false));
            Assert.Equal(model.Values.Count(value => value <= score), set.Order.CountBelow(score, inclusive: true));
        }
    }

    private static IEnumerable<(string Key, double Value)> Texts(IEnumerable<(ByteString Value, double Score)> elements) =>
        elements.Select(element => (element.Value.ToStringUtf8(), element.Score));
}
