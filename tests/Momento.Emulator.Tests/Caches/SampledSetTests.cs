using Momento.Emulator.Caches;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Caches;

public sealed class SampledSetTests
{
    [Fact]
    public void Any_sequence_of_changes_does_what_it_does_to_a_set()
    {
        var random = new Random(1);
        var set = new SampledSet();
        var model = new HashSet<string>();
        for (var step = 0; step < 20_000; step++)
        {
            var name = $"{random.Next(50)}";
            if (random.Next(2) == 0)
            {
                set.Remove(Bytes(name));
                model.Remove(name);
            }
            else
            {
                set.Add(Bytes(name));
                model.Add(name);
            }

            Assert.Equal(model.Contains(name), set.Contains(Bytes(name)));
            Assert.Equal(model.Count, set.Count);
        }

        Assert.Equal(model.Order(), set.Select(element => element.ToStringUtf8()).Order());
    }

    [Fact]
    public void A_sample_has_no_element_twice_and_every_element_has_its_turn()
    {
        var set = new SampledSet();
        set.AddRange(Enumerable.Range(0, 8).Select(number => Bytes($"{number}")));
        var seen = new HashSet<string>();
        for (var round = 0; round < 500; round++)
        {
            var sample = set.Sample(3).Select(element => element.ToStringUtf8()).ToList();
            Assert.Equal(3, sample.Distinct().Count());
            seen.UnionWith(sample);
        }

        Assert.Equal(8, seen.Count);
        Assert.Equal(8, set.Count);
    }
}
