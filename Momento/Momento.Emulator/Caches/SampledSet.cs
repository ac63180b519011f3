using System.Collections;
using Google.Protobuf;

namespace Momento.Emulator.Caches;

/// <summary>A set that gives random elements at the cost of how many, whatever its size. Not thread-safe.</summary>
internal sealed class SampledSet : IReadOnlyCollection<ByteString>
{
    private readonly Dictionary<ByteString, int> _places = [];
    private readonly List<ByteString> _elements = [];

    public int Count => _elements.Count;

    public bool Contains(ByteString element) => _places.ContainsKey(element);

    public void Add(ByteString element)
    {
        if (_places.TryAdd(element, _elements.Count))
        {
            _elements.Add(element);
        }
    }

    public void AddRange(IEnumerable<ByteString> elements)
    {
        foreach (var element in elements)
        {
            Add(element);
        }
    }

    public void Remove(ByteString element)
    {
        if (_places.Remove(element, out var place))
        {
            // The last one takes its place.
            var last = _elements[^1];
            _elements.RemoveAt(_elements.Count - 1);
            if (place < _elements.Count)
            {
                _elements[place] = last;
                _places[last] = place;
            }
        }
    }

    public void RemoveRange(IEnumerable<ByteString> elements)
    {
        foreach (var element in elements)
        {
            Remove(element);
        }
    }

    public void Clear()
    {
        _places.Clear();
        _elements.Clear();
    }

    /// <summary>Up to this many elements, each at most once, in random order.</summary>
    public ByteString[] Sample(ulong limit)
    {
        var sample = new ByteString[(int)Math.Min(limit, (ulong)_elements.Count)];

        // The first steps of a shuffle; what it moved is remembered here and not in the elements.
        var moved = new Dictionary<int, int>();
        for (var place = 0; place < sample.Length; place++)
        {
            var chosen = Random.Shared.Next(place, _elements.Count);
            sample[place] = _elements[moved.GetValueOrDefault(chosen, chosen)];
            moved[chosen] = moved.GetValueOrDefault(place, place);
        }

        return sample;
    }

    public IEnumerator<ByteString> GetEnumerator() => _elements.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
