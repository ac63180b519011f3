namespace Aspire.Hosting.Dashboard.Installation;

/// <summary>One app host installs at a time. The system gives the lock back when its holder ends, however that was.</summary>
internal static class InstallationLock
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <param name="folder">What is locked.</param>
    /// <param name="wait">Told once, when another has the lock.</param>
    /// <param name="time">Measures the wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<IDisposable> TakeAsync(string folder, Action wait, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var told = false; ; told = true)
        {
            try
            {
                return new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                if (!told)
                {
                    wait();
                }
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }
}
