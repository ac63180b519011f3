using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace CourseComments.Standins.Tests.Hosting;

public sealed class ProcessTests : IDisposable
{
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromSeconds(60));
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _timeout.Dispose();
        _client.Dispose();
    }

    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task A_stop_signal_leaves_no_process_and_no_port(PosixSignal signal)
    {
        await using var appHost = AppHostProcess.Start();
        await appHost.WaitForLineAsync("Press Ctrl+C", _timeout.Token);
        var urls = appHost.Urls();
        var children = await ChildrenAsync(urls);

        appHost.Signal(signal);
        await appHost.WaitForExitAsync(_timeout.Token);

        Assert.Equal(0, appHost.ExitCode);
        Assert.Equal(["back", "front", "store-emulator"], urls.Keys.Order());
        Assert.All(children, child => Assert.True(child.HasExited));
        Assert.All(urls.Values, AssertNobodyListens);
        Assert.StartsWith("Aspire: stand-in", appHost.Output);
        Assert.Contains("back           |       Greeting is hello", appHost.Output);
        Assert.DoesNotContain("failed", appHost.Output);
    }

    [Fact]
    public async Task A_killed_app_host_leaves_no_process_even_when_one_ignores_the_request_to_end()
    {
        await using var appHost = AppHostProcess.Start("Back:IgnoreSigterm=true");
        await appHost.WaitForLineAsync("Press Ctrl+C", _timeout.Token);
        var children = await ChildrenAsync(appHost.Urls());

        appHost.Kill();

        await Task.WhenAll(children.Select(child => child.WaitForExitAsync(_timeout.Token)));
        Assert.Equal(3, children.Length);
    }

    [Fact]
    public async Task A_process_that_does_not_end_is_killed_after_a_while()
    {
        await using var appHost = AppHostProcess.Start("Back:IgnoreSigterm=true");
        await appHost.WaitForLineAsync("Press Ctrl+C", _timeout.Token);
        var children = await ChildrenAsync(appHost.Urls());

        appHost.Signal(PosixSignal.SIGTERM);
        await appHost.WaitForExitAsync(_timeout.Token);

        Assert.All(children, child => Assert.True(child.HasExited));
    }

    [Fact]
    public async Task A_crash_is_told_in_one_block_with_the_last_lines()
    {
        await using var appHost = AppHostProcess.Start("Back:CrashWith=3");
        await appHost.WaitForLineAsync("back failed: its process ended with exit code 3", _timeout.Token);
        await appHost.WaitForLineAsync("front failed", _timeout.Token);

        Assert.Contains("Its last 2", appHost.Output);
        Assert.Contains("back           | line 30", appHost.Output);
        Assert.Contains("back           ! out of luck", appHost.Output);
        Assert.DoesNotContain("Press Ctrl+C", appHost.Output);
    }

    [Fact]
    public async Task A_fixed_port_that_is_taken_is_named_with_its_resource_and_endpoint()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var appHost = AppHostProcess.Start($"Front:Port={port}");

        await appHost.WaitForExitAsync(_timeout.Token);

        Assert.Equal(1, appHost.ExitCode);
        Assert.Contains($"Port {port}, which the endpoint 'http' of 'front' needs, is taken", appHost.Output);
        Assert.DoesNotContain("Unhandled", appHost.Output);
    }

    [Theory]
    [InlineData("manifest", "Publishing a manifest needs '--output-path [path]'.")]
    [InlineData("helm", "The publisher 'helm' needs the real Aspire packages")]
    public async Task Publishing_what_cannot_be_published_says_why(string publisher, string reason)
    {
        await using var appHost = AppHostProcess.Start("--operation", "publish", "--publisher", publisher);

        await appHost.WaitForExitAsync(_timeout.Token);

        Assert.Equal(1, appHost.ExitCode);
        Assert.StartsWith(reason, appHost.Output);
    }

    private async Task<Process[]> ChildrenAsync(Dictionary<string, Uri> urls) => await Task.WhenAll(urls.Values.Select(async url =>
        Process.GetProcessById(await _client.GetFromJsonAsync<int>(new Uri(url, "/id"), _timeout.Token))));

    private static void AssertNobodyListens(Uri url)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Assert.Throws<SocketException>(() => socket.Connect(IPAddress.Loopback, url.Port));
    }
}
