using System.Text.RegularExpressions;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Dashboard.Installation;

/// <summary>Gets the dashboard out of its package, in a folder that is removed afterwards.</summary>
internal sealed partial class DashboardDownload(DashboardPackage package, string work)
{
    /// <summary>Has npm install the package, telling how far it is.</summary>
    public async Task FetchAsync(string npm, Action<string> tell, TimeProvider time, CancellationToken cancellationToken)
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

    /// <summary>Has the package's program unpack the dashboard, and finds it.</summary>
    public async Task<DashboardFolder> UnpackAsync(CancellationToken cancellationToken)
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
