using CourseComments.Benchmarks.Load;

namespace CourseComments.Benchmarks.Ingest;

/// <summary>Goes on from run to run, so that no event comes twice.</summary>
internal static class Sequence
{
    private static ulong s_next = 1;

    public static Func<int, ReadOnlyMemory<byte>> Next(int count)
    {
        var events = new SignedWebhooks(s_next, count);
        s_next += (ulong)count;
        return number => events[number];
    }
}
