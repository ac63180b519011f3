namespace Aspire.Hosting.Dashboard.Installation;

/// <summary>
/// Fetches the dashboard once: npm installs its package into a folder of its own, so that registry, proxy, credentials
/// and checksums are npm's affair, and the program inside unpacks it. Another folder becomes the cache in one rename,
/// so that whatever ends half way leaves nothing that looks like a dashboard.
/// </summary>
internal sealed class DashboardInstaller(DashboardPackage package, string cache, string? npm, Action<string> tell, TimeProvider time)
{
    private const string Unfinished = ".unfinished-";
    private readonly DashboardFolder _installed = new(Path.Combine(cache, $"{DashboardPackage.Version}-{package.Platform}"));
    private readonly string _failed = Path.Combine(cache, $"{DashboardPackage.Version}-{package.Platform}.failed");

    /// <summary>What stands in the way, as far as a glance tells; null when it is here, or can be fetched.</summary>
    public string? Obstacle
    {
        get
        {
            if (_installed.Exists)
            {
                return null;
            }

            if (npm is null)
            {
                return "npm, which would fetch it, is not on the PATH";
            }

            try
            {
                Directory.CreateDirectory(cache);
                return null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return NotWritable(exception);
            }
        }
    }

    /// <summary>Whether it could not be fetched the last time: likely enough, it cannot be today.</summary>
    public bool FailedBefore => !_installed.Exists && File.Exists(_failed);

    /// <exception cref="DistributedApplicationException">It cannot be had; says why in one line.</exception>
    public async Task<DashboardFolder> InstallAsync(CancellationToken cancellationToken)
    {
        if (_installed.IsWhole())
        {
            return _installed;
        }

        try
        {
            Directory.CreateDirectory(cache);
            using var turn = await InstallationLock.TakeAsync(
                cache, () => tell("Another app host is fetching the dashboard: waiting for it."), time, cancellationToken);
            if (!_installed.IsWhole())
            {
                await FetchAsync(cancellationToken);
            }

            return _installed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException(NotWritable(exception), exception);
        }
    }

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        if (npm is null)
        {
            throw new DistributedApplicationException("npm, which would fetch it, is not on the PATH");
        }

        foreach (var leftover in Directory.EnumerateDirectories(cache, Unfinished + "*"))
        {
            Remove(leftover);
        }

        var work = Directory.CreateDirectory(Path.Combine(cache, Unfinished + Path.GetRandomFileName())).FullName;
        try
        {
            var download = new DashboardDownload(package, work);
            await download.FetchAsync(npm, tell, time, cancellationToken);
            var unpacked = await download.UnpackAsync(cancellationToken);
            unpacked.WriteChecksums();
            if (Directory.Exists(_installed.Path))
            {
                Directory.Move(_installed.Path, Path.Combine(work, "damaged"));
            }

            Directory.Move(unpacked.Path, _installed.Path);
            File.Delete(_failed);
            tell($"The dashboard: fetched, kept in {_installed.Path}");
        }
        catch (DistributedApplicationException)
        {
            File.WriteAllText(_failed, "");
            throw;
        }
        finally
        {
            Remove(work);
        }
    }

    private string NotWritable(Exception exception) => $"its folder '{cache}' cannot be written ({exception.Message})";

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Something still writes there; the next installation removes it.
        }
    }
}
