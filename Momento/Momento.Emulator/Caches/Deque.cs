using System.Numerics;

namespace Momento.Emulator.Caches;

/// <summary>
/// A double-ended queue in a ring buffer: pushing at either end is O(1) amortised whatever the length, removing from
/// an end costs what is removed. Not thread-safe.
/// </summary>
internal sealed class Deque<T>
{
    private const int MinimumCapacity = 4;

    private T[] _items = [];
    private int _head;

    public int Count { get; private set; }

    /// <summary>Always a power of two (or 0), so that an index wraps with a mask.</summary>
    public int Capacity => _items.Length;

    /// <param name="index">0 is the front.</param>
    public T this[int index] => _items[Slot(index)];

    public void PushFront(T item)
    {
        EnsureRoom();
        _head = Slot(-1);
        _items[_head] = item;
        Count++;
    }

    public void PushBack(T item)
    {
        EnsureRoom();
        _items[Slot(Count)] = item;
        Count++;
    }

    /// <summary>Removes up to <paramref name="count"/> items from the front.</summary>
    public void RemoveFront(int count)
    {
        count = Math.Clamp(count, 0, Count);
        Clear(0, count);
        _head = count == 0 ? _head : Slot(count);
        Count -= count;
        Shrink();
    }

    /// <summary>Removes up to <paramref name="count"/> items from the back.</summary>
    public void RemoveBack(int count)
    {
        count = Math.Clamp(count, 0, Count);
        Clear(Count - count, count);
        Count -= count;
        Shrink();
    }

    /// <summary>Removes every item that equals <paramref name="item"/>; the others keep their order.</summary>
    public void RemoveAll(T item)
    {
        var kept = 0;
        for (var index = 0; index < Count; index++)
        {
            var candidate = this[index];
            if (!EqualityComparer<T>.Default.Equals(candidate, item))
            {
                _items[Slot(kept++)] = candidate;
            }
        }

        RemoveBack(Count - kept);
    }

    /// <summary>Removes what lies in any of the ranges, which may overlap and reach beyond the end.</summary>
    public void RemoveRanges(IEnumerable<ListRange> ranges)
    {
        var (kept, index) = (0, 0);
        foreach (var range in ranges.OrderBy(range => range.Start).Append(new ListRange(Count, Count)))
        {
            for (; index < Math.Min(range.Start, Count); index++)
            {
                _items[Slot(kept++)] = this[index];
            }

            index = Math.Max(index, range.End);
        }

        RemoveBack(Count - kept);
    }

    private int Slot(int index) => (_head + index) & (_items.Length - 1);

    private void EnsureRoom()
    {
        if (Count == _items.Length)
        {
            Resize(Math.Max(MinimumCapacity, _items.Length * 2));
        }
    }

    /// <summary>Only below a quarter, so that growing and shrinking cannot alternate.</summary>
    private void Shrink()
    {
        if (_items.Length > MinimumCapacity && Count <= _items.Length / 4)
        {
            Resize((int)Math.Max(MinimumCapacity, BitOperations.RoundUpToPowerOf2((uint)Count * 2)));
        }
    }

    private void Resize(int capacity)
    {
        var items = new T[capacity];
        var untilEnd = Math.Min(Count, _items.Length - _head);
        Array.Copy(_items, _head, items, 0, untilEnd);
        Array.Copy(_items, 0, items, untilEnd, Count - untilEnd);
        _items = items;
        _head = 0;
    }

    /// <summary>Lets go of what the slots refer to.</summary>
    private void Clear(int index, int count)
    {
        if (count == 0)
        {
            return;
        }

        var start = Slot(index);
        var untilEnd = Math.Min(count, _items.Length - start);
        Array.Clear(_items, start, untilEnd);
        Array.Clear(_items, 0, count - untilEnd);
    }
}
