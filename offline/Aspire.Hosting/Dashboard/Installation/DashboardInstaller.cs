using System.Text.RegularExpressions;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Dashboard.Installation;

/// <summary>
/// Fetches the dashboard once: npm installs its package into a folder of its own, so that registry, proxy, credentials
/// and checksums are npm's affair, and the program inside unpacks it. Another folder becomes the cache in one rename,
/// so that whatever ends half way leaves nothing that looks like a dashboard.
/// </summary>
internal sealed partial class DashboardInstaller(DashboardPackage package, string cache, string? npm, Action<string> tell, TimeProvider time)
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
            await DownloadAsync(npm, work, cancellationToken);
            var unpacked = await UnpackAsync(work, cancellationToken);
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

    private async Task DownloadAsync(string npm, string work, CancellationToken cancellationToken)
    {
        tell($"Fetching the Aspire dashboard, once: {package.Specification} from the npm registry, about {DashboardPackage.ApproximateBytes / 1_000_000} MB");
        var downloads = Path.Combine(work, "downloads");
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var progress = new DownloadProgress(downloads, DashboardPackage.ApproximateBytes, tell, time).FollowAsync(done.Token);
        string[] arguments =
        [
            "install", package.Specification, "--prefix", work, "--cache", downloads,
            "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--fetch-retries", "1",
        ];
        var (exitCode, output) = await CommandLine.RunAsync(npm, arguments, work, new Dictionary<string, string>(), cancellationToken);
        await done.CancelAsync();
        await progress;
        if (exitCode != 0)
        {
            // Its code alone: the rest may name registries and their credentials.
            var reason = ErrorCode().Match(output) is { Success: true, Value: var code } ? code : $"exit code {exitCode}";
            throw new DistributedApplicationException($"npm could not fetch {package.Specification} ({reason})");
        }
    }

    private async Task<DashboardFolder> UnpackAsync(string work, CancellationToken cancellationToken)
    {
        var unpacker = package.UnpackerIn(work);
        if (!File.Exists(unpacker))
        {
            throw new DistributedApplicationException($"{package.Specification} holds no '{Path.GetFileName(unpacker)}'");
        }

        // Into a home of its own: it leaves settings there, and unpacks there once more when told to unpack elsewhere.
        var home = Directory.CreateDirectory(Path.Combine(work, "home")).FullName;
        var bundle = Path.Combine(home, ".aspire");
        var environment = new Dictionary<string, string>
        {
            ["HOME"] = home,
            ["USERPROFILE"] = home,
            ["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true",
        };
        var (exitCode, output) = await CommandLine.RunAsync(
            unpacker, ["setup", "--install-path", bundle, "--non-interactive", "--nologo"], work, environment, cancellationToken);
        var versions = new DirectoryInfo(Path.Combine(bundle, "versions"));
        var unpacked = versions.Exists
            ? versions.EnumerateDirectories().Select(version => new DashboardFolder(Path.Combine(version.FullName, "managed"))).FirstOrDefault(folder => File.Exists(folder.Program))
            : null;
        return exitCode == 0 && unpacked is not null
            ? unpacked
            : throw new DistributedApplicationException($"{package.Specification} did not unpack (exit code {exitCode}: {LastLine(output)})");
    }

    private static string LastLine(string output) =>
        AnsiText.Strip(output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault("no output"));

    [GeneratedRegex(@"(?<=^npm (error|ERR!) code )\w+", RegexOptions.Multiline)]
    private static partial Regex ErrorCode();
}
