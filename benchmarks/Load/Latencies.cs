using System.Numerics;

namespace CourseComments.Benchmarks.Load;

/// <summary>A histogram of durations, exact to 1 %: 128 steps for each power of two, in microseconds.</summary>
public sealed class Latencies
{
    private const int StepBits = 7;
    private const int Steps = 1 << StepBits;
    private readonly long[] _counts = new long[(64 - StepBits) * Steps];

    public long Count { get; private set; }

    public TimeSpan Max { get; private set; }

    public void Add(TimeSpan duration)
    {
        _counts[IndexOf(Math.Max(0, duration.Ticks / TimeSpan.TicksPerMicrosecond))]++;
        Count++;
        Max = duration > Max ? duration : Max;
    }

    public void Add(Latencies others)
    {
        ArgumentNullException.ThrowIfNull(others);
        for (var index = 0; index < _counts.Length; index++)
        {
            _counts[index] += others._counts[index];
        }

        Count += others.Count;
        Max = others.Max > Max ? others.Max : Max;
    }

    /// <summary>The duration that this share of all did not exceed.</summary>
    public TimeSpan At(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        for (int index = 0; index < _counts.Length; index++)
        {
            rank -= _counts[index];
            if (rank <= 0)
            {
                var upper = TimeSpan.FromMicroseconds(UpperOf(index));
                return upper < Max ? upper : Max;
            }
        }

        return Max;
    }

    private static int IndexOf(long microseconds)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)microseconds | 1) - StepBits);
        return (shift << StepBits) + (int)(microseconds >> shift);
    }

    private static long UpperOf(int index)
    {
        var shift = Math.Max(0, (index >> StepBits) - 1);
        return (((long)index - (shift << StepBits) + 1) << shift) - 1;
    }
}
