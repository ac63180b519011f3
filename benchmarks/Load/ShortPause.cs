namespace CourseComments.Benchmarks.Load;

/// <summary>Waits between two looks at something, where milliseconds count.</summary>
public static class ShortPause
{
    private static readonly ManualResetEvent Never = new(initialState: false);

    /// <summary>
    /// Holds its thread: .NET's timers, and what awaits them, go by the kernel's coarse clock, which may tick every 4 ms. Whatever
    /// is measured between two of its ticks seems to take as long as both.
    /// </summary>
    public static void Wait(int milliseconds) => Never.WaitOne(milliseconds);
}
