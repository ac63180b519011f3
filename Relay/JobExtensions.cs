namespace CourseComments.Relay;

/// <summary>Jobs that end together, as none is of use without the others.</summary>
internal static class JobExtensions
{
    /// <summary>However the job ends, the others are told to.</summary>
    public static async Task EndWithAsync(this CancellationTokenSource all, Task job)
    {
        try
        {
            await job;
        }
        finally
        {
            await all.CancelAsync();
        }
    }
}
