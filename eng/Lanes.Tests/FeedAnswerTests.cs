using System.Net;
using System.Net.Sockets;

namespace CourseComments.Lanes.Tests;

/// <summary>What a restore makes of the feed's answer, and what it remembers.</summary>
public sealed class FeedAnswerTests : IDisposable
{
    private readonly SampleRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Theory]
    [InlineData("Aspire.AppHost.Sdk")]
    [InlineData("Aspire.Hosting.Testing")]
    public async Task A_package_that_the_feed_lacks_is_named_in_one_line(string missing)
    {
        _repository.WithUpstreamPackages().Feed.Remove(missing, _repository.AspireVersion);

        var restore = (await _repository.DotnetAsync("restore", "Sample.slnx", "-m:1")).ThatSucceeded();

        Assert.Equal([$"{missing} {_repository.AspireVersion} is not on this feed: building on the stand-ins under offline/."], restore.Verdicts);
        Assert.Equal([_repository.StampOf("false")], _repository.Stamps);
        Assert.Equal("project", _repository.ResolvedMomento());
    }

    [Fact]
    public async Task A_feed_with_another_version_only_lacks_the_package_and_is_not_asked_twice()
    {
        _repository.Feed.AddAspire(_repository.AspireVersion);
        _repository.Feed.AddMomento("99.0.0");

        var first = (await _repository.DotnetAsync("restore", "App")).ThatSucceeded();
        _repository.Feed.AddMomento(_repository.MomentoVersion);
        var second = (await _repository.DotnetAsync("restore", "App")).ThatSucceeded();

        Assert.Equal([$"Momento.Sdk {_repository.MomentoVersion} is not on this feed: building on the stand-ins under offline/."], first.Verdicts);
        Assert.Empty(second.Verdicts);
        Assert.Equal("project", _repository.ResolvedMomento());
    }

    [Fact]
    public async Task A_platforms_package_that_the_feed_lacks_costs_that_platform_only_and_is_named_once()
    {
        _repository.WithUpstreamPackages();

        var first = (await _repository.DotnetAsync("restore", "App")).ThatSucceeded();
        var second = (await _repository.DotnetAsync("restore", "App")).ThatSucceeded();

        const string Said = "Aspire.Hosting.Azure.AppContainers is not on this feed: publishing writes the manifest only.";
        Assert.Contains(Said, first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Said, second.Output, StringComparison.Ordinal);
        Assert.Equal("package", _repository.ResolvedMomento());
    }

    [Fact]
    public async Task The_command_line_decides_without_asking_and_leaves_no_stamp()
    {
        _repository.WithUpstreamPackages();

        var offline = (await _repository.DotnetAsync("restore", "App", "-p:UpstreamPackages=false")).ThatSucceeded();
        var resolvedOffline = _repository.ResolvedMomento();
        var upstream = (await _repository.DotnetAsync("restore", "App", "-p:UpstreamPackages=true")).ThatSucceeded();

        Assert.Equal("project", resolvedOffline);
        Assert.Equal("package", _repository.ResolvedMomento());
        Assert.Empty(offline.Verdicts.Concat(upstream.Verdicts));
        Assert.Empty(_repository.Stamps);
    }

    [Fact]
    public async Task Demanding_packages_that_the_feed_lacks_fails()
    {
        var restore = await _repository.DotnetAsync("restore", "App", "-p:UpstreamPackages=true");

        Assert.NotEqual(0, restore.ExitCode);
        Assert.Contains("Aspire.AppHost.Sdk", restore.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_out_of_reach_means_stand_ins_for_now_and_is_asked_again()
    {
        (await _repository.DotnetAsync("restore", "App", "-p:UpstreamPackages=false")).ThatSucceeded();
        using var refusing = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        refusing.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _repository.UseSource($"https://{refusing.LocalEndPoint}/v3/index.json");

        var unreachable = (await _repository.DotnetAsync("restore", "App")).ThatSucceeded();
        var stamps = _repository.Stamps.ToList();
        _repository.WithUpstreamPackages().UseSource(_repository.Feed.Path);
        var reachable = (await _repository.DotnetAsync("restore", "App")).ThatSucceeded();

        Assert.Contains("(NU1301): building on the stand-ins under offline/, the next restore asks again.", Assert.Single(unreachable.Verdicts), StringComparison.Ordinal);
        Assert.Empty(stamps);
        Assert.EndsWith("building on the real packages.", Assert.Single(reachable.Verdicts), StringComparison.Ordinal);
        Assert.Equal("package", _repository.ResolvedMomento());
    }

    [Fact]
    public async Task A_new_version_is_asked_for_anew_and_has_a_stamp_of_its_own()
    {
        var old = _repository.StampOf("false");
        (await _repository.DotnetAsync("restore", "App")).ThatSucceeded();
        _repository.SetMomentoVersion("99.0.0");
        _repository.WithUpstreamPackages();

        var restore = (await _repository.DotnetAsync("restore", "App")).ThatSucceeded();

        Assert.EndsWith("building on the real packages.", Assert.Single(restore.Verdicts), StringComparison.Ordinal);
        Assert.Equal([old, _repository.StampOf("true")], _repository.Stamps.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_version_from_the_command_line_is_the_one_that_is_asked_for_and_restored()
    {
        _repository.Feed.AddAspire("98.0.0", sdkVersion: "98.0.1");
        _repository.Feed.AddMomento("99.0.0");

        var restore = (await _repository.DotnetAsync(
            "restore", "App", "-p:AspireVersion=98.0.0", "-p:AspireSdkVersion=98.0.1", "-p:MomentoSdkVersion=99.0.0")).ThatSucceeded();

        Assert.Equal(["Aspire 98.0.0 and Momento.Sdk 99.0.0 are on this feed: building on the real packages."], restore.Verdicts);
        Assert.Equal("package", _repository.ResolvedMomento());
    }

    [Fact]
    public async Task First_restores_side_by_side_leave_one_stamp()
    {
        _repository.WithUpstreamPackages();

        var restores = await Task.WhenAll(_repository.DotnetAsync("restore", "App"), _repository.DotnetAsync("restore", "Alone"));

        Assert.All(restores, restore => restore.ThatSucceeded());
        Assert.Equal([_repository.StampOf("true")], _repository.Stamps);
        Assert.Equal("package", _repository.ResolvedMomento());
    }
}
