using System.Numerics;
using Momento.Emulator.Caches;

namespace Momento.Emulator.Tests.Caches;

public sealed class DequeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Any_sequence_of_operations_does_what_it_does_to_a_list(int seed)
    {
        var random = new Random(seed);
        var deque = new Deque<int>();
        var model = new List<int>();
        for (var step = 0; step < 20_000; step++)
        {
            Apply(random, deque, model);
            Assert.Equal(model.Count, deque.Count);
            if (step % 97 == 0)
            {
                Assert.Equal(model, Enumerable.Range(0, deque.Count).Select(index => deque[index]));
            }
        }
    }

    [Fact]
    public void Pushing_moves_elements_only_when_the_capacity_doubles()
    {
        var deque = new Deque<int>();
        var resizes = 0;
        for (var count = 0; count < 100_000; count++)
        {
            var capacity = deque.Capacity;
            deque.PushFront(count);
            resizes += deque.Capacity == capacity ? 0 : 1;
        }

        Assert.Equal(16, resizes);
        Assert.Equal(1 << 17, deque.Capacity);
    }

    [Fact]
    public void Pushing_and_truncating_at_a_steady_length_never_resizes()
    {
        var deque = new Deque<int>();
        for (var count = 0; count < 1_000; count++)
        {
            deque.PushFront(count);
        }

        var capacity = deque.Capacity;
        for (var count = 0; count < 5_000; count++)
        {
            deque.PushFront(count);
            deque.RemoveBack(1);
            Assert.Equal(capacity, deque.Capacity);
        }
    }

    [Fact]
    public void What_was_removed_is_let_go_of_and_the_memory_given_back()
    {
        var deque = new Deque<int>();
        for (var count = 0; count < 100_000; count++)
        {
            deque.PushBack(count);
        }

        deque.RemoveFront(99_990);

        Assert.Equal(10, deque.Count);
        Assert.InRange(deque.Capacity, 10, 64);
        Assert.True(BitOperations.IsPow2(deque.Capacity));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Ranges_are_removed_wherever_they_lie(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var deque = new Deque<int>();
            Enumerable.Range(0, 10).ToList().ForEach(number => deque.PushFront(9 - number));
            var ranges = Enumerable.Range(0, random.Next(4)).Select(_ => new ListRange(random.Next(12), random.Next(14))).ToList();

            deque.RemoveRanges(ranges);

            Assert.Equal(
                Enumerable.Range(0, 10).Where(number => !ranges.Any(range => range.Start <= number && number < range.End)),
                Enumerable.Range(0, deque.Count).Select(index => deque[index]));
        }
    }

    private static void Apply(Random random, Deque<int> deque, List<int> model)
    {
        var value = random.Next(20);
        switch (random.Next(12))
        {
            case < 5:
                deque.PushFront(value);
                model.Insert(0, value);
                break;
            case < 10:
                deque.PushBack(value);
                model.Add(value);
                break;
            case 10 when random.Next(40) == 0:
                deque.RemoveAll(value);
                model.RemoveAll(candidate => candidate == value);
                break;
            case 10:
                deque.RemoveFront(value);
                model.RemoveRange(0, Math.Min(value, model.Count));
                break;
            default:
                deque.RemoveBack(value);
                model.RemoveRange(Math.Max(0, model.Count - value), Math.Min(value, model.Count));
                break;
        }
    }
}
