namespace CourseComments.Benchmarks.EndToEnd;

/// <summary>Between two looks at a list. A comment is seen later by as much at most, and by the time that a look takes.</summary>
internal static class ReadingPause
{
    /// <summary>Fewer than 500 looks a second: more the gateway refuses to one address.</summary>
    private const int Milliseconds = 1;

    private static readonly ManualResetEvent Never = new(initialState: false);

    /// <summary>
    /// Holds its thread: .NET's timers, and what awaits them, go by the kernel's coarse clock, which may tick every 4 ms. Whatever
    /// is measured between two of its ticks seems to take as long as both.
    /// </summary>
    public static void Wait() => Never.WaitOne(Milliseconds);
}
