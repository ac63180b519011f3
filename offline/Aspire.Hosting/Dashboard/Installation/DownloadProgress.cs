namespace Aspire.Hosting.Dashboard.Installation;

/// <summary>Tells how far a download has come, by what has arrived in a folder: every tenth once.</summary>
internal sealed class DownloadProgress(string folder, long expectedBytes, Action<string> tell, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private long _told;

    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, time, cancellationToken);
                Tell(Arrived());
            }
        }
        catch (OperationCanceledException)
        {
            // The download has ended.
        }
    }

    /// <summary>The expectation is a rough one: what is missing to a whole is told by the end alone.</summary>
    public void Tell(long bytes)
    {
        var tenths = Math.Min(bytes * 10 / expectedBytes, 9);
        if (tenths > _told)
        {
            _told = tenths;
            tell($"The dashboard: {tenths * 10} % fetched ({bytes / 1_000_000} MB)");
        }
    }

    private long Arrived()
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        }
        catch (IOException)
        {
            return 0; // Files come and go meanwhile; the next look sees more.
        }
    }
}
