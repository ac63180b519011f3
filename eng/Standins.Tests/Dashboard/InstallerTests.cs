using System.Collections.Concurrent;
using Aspire.Hosting.Dashboard.Installation;

namespace CourseComments.Standins.Tests.Dashboard;

public sealed class InstallerTests : IDisposable
{
    private static readonly DashboardPackage Package = new("linux-x64");
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromSeconds(60));
    private readonly FakeNpm _npm = new();
    private readonly ConcurrentQueue<string> _told = new();

    public void Dispose()
    {
        _timeout.Dispose();
        _npm.Dispose();
    }

    [Fact]
    public async Task The_package_is_fetched_once_and_the_dashboard_kept()
    {
        var first = await Installer().InstallAsync(_timeout.Token);
        var second = await Installer().InstallAsync(_timeout.Token);

        Assert.True(File.Exists(first.Program));
        Assert.Equal(first.Program, second.Program);
        Assert.True(first.IsWhole());
        Assert.Equal(1, _npm.Calls);
        Assert.Equal([first.Path], Directory.GetDirectories(_npm.Cache));
        Assert.Contains(Package.Specification, _told.First());
        Assert.Contains($"kept in {first.Path}", _told.Last());
    }

    [Fact]
    public async Task What_was_begun_and_cut_off_is_begun_anew()
    {
        _npm.Hang(true);
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token);
        var installing = Installer(_npm.Program, line =>
        {
            if (line.Contains("% fetched", StringComparison.Ordinal))
            {
                half.TrySetResult();
            }
        }).InstallAsync(cut.Token);
        await half.Task.WaitAsync(_timeout.Token);
        await cut.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => installing);
        Assert.Empty(Directory.GetDirectories(_npm.Cache));

        // What a killed app host leaves: nobody was there to remove it.
        Directory.CreateDirectory(Path.Combine(_npm.Cache, ".unfinished-of-old", "node_modules"));
        _npm.Hang(false);
        var installed = await Installer().InstallAsync(_timeout.Token);

        Assert.True(installed.IsWhole());
        Assert.Equal([installed.Path], Directory.GetDirectories(_npm.Cache));
    }

    [Theory]
    [InlineData("aspire-managed", true)]
    [InlineData("wwwroot/page.html", false)]
    [InlineData("checksums.sha256", false)]
    public async Task A_damaged_dashboard_is_fetched_again(string file, bool change)
    {
        var installed = await Installer().InstallAsync(_timeout.Token);
        var path = Path.Combine(installed.Path, file);
        if (change)
        {
            await File.AppendAllTextAsync(path, "x", _timeout.Token);
        }
        else
        {
            File.Delete(path);
        }

        var again = await Installer().InstallAsync(_timeout.Token);

        Assert.True(again.IsWhole());
        Assert.Equal(2, _npm.Calls);
    }

    [Fact]
    public async Task App_hosts_that_start_together_fetch_it_once()
    {
        var installed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Installer().InstallAsync(_timeout.Token))));

        Assert.All(installed, folder => Assert.True(folder.IsWhole()));
        Assert.Equal(1, _npm.Calls);
    }

    [Fact]
    public async Task A_refusal_is_told_by_its_code_and_never_by_the_registrys_address()
    {
        _npm.Refuse();

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => Installer().InstallAsync(_timeout.Token));

        Assert.Equal($"npm could not fetch {Package.Specification} (E404)", failure.Message);
        Assert.Empty(Directory.GetDirectories(_npm.Cache));
    }

    [Fact]
    public async Task A_failure_is_remembered_until_it_goes_well()
    {
        Assert.False(Installer().FailedBefore);
        _npm.Refuse();
        await Assert.ThrowsAsync<DistributedApplicationException>(() => Installer().InstallAsync(_timeout.Token));
        Assert.True(Installer().FailedBefore);

        _npm.Refuse(refuse: false);
        await Installer().InstallAsync(_timeout.Token);

        Assert.False(Installer().FailedBefore);
    }

    [Fact]
    public async Task Without_npm_there_is_only_what_was_fetched_before()
    {
        Assert.Equal("npm, which would fetch it, is not on the PATH", Installer(npm: null).Obstacle);
        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => Installer(npm: null).InstallAsync(_timeout.Token));
        Assert.Contains("npm", failure.Message);

        await Installer().InstallAsync(_timeout.Token);

        Assert.Null(Installer(npm: null).Obstacle);
        Assert.True((await Installer(npm: null).InstallAsync(_timeout.Token)).IsWhole());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        var file = Path.Combine(_npm.Folder, "file");
        await File.WriteAllTextAsync(file, "", _timeout.Token);
        var installer = new DashboardInstaller(Package, Path.Combine(file, "cache"), _npm.Program, _told.Enqueue, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => installer.InstallAsync(_timeout.Token));

        Assert.Equal(installer.Obstacle, failure.Message);
        Assert.Contains($"'{Path.Combine(file, "cache")}' cannot be written", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void Progress_is_told_by_tenths_each_once_and_never_as_whole()
    {
        var progress = new DownloadProgress(_npm.Folder, 1000, _told.Enqueue, TimeProvider.System);

        Array.ForEach([50, 150, 199, 420, 999, 1500], bytes => progress.Tell(bytes));

        Assert.Equal(["10 %", "40 %", "90 %"], _told.Select(line => line.Split(": ")[1].Split(" fetched")[0]));
    }

    [Fact]
    public void A_program_is_found_by_the_search_path()
    {
        var elsewhere = Path.Combine(_npm.Folder, "elsewhere");

        Assert.Equal(_npm.Program, CommandLine.Find("npm", elsewhere + Path.PathSeparator + _npm.Folder));
        Assert.Null(CommandLine.Find("npm", elsewhere));
        Assert.Null(CommandLine.Find("npm", searchPath: null));
    }

    private DashboardInstaller Installer() => Installer(_npm.Program);

    private DashboardInstaller Installer(string? npm, Action<string>? tell = null) =>
        new(Package, _npm.Cache, npm, tell ?? _told.Enqueue, TimeProvider.System);
}
