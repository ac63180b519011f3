using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using CourseComments.Standins.Tests.Hosting;

namespace CourseComments.Standins.Tests.Dashboard;

/// <summary>An app host with a dashboard in the real one's place, and without any.</summary>
public sealed class DashboardTests : IDisposable
{
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromSeconds(90));
    private readonly HttpClient _client = new();
    private readonly FakeNpm _npm = new();

    public void Dispose()
    {
        _timeout.Dispose();
        _client.Dispose();
        _npm.Dispose();
    }

    [Fact]
    public async Task The_dashboard_is_fetched_told_what_it_needs_and_ends_with_the_app_host()
    {
        await using var appHost = Start();
        var login = await LoginAsync(appHost);
        await appHost.WaitForLineAsync("Press Ctrl+C", _timeout.Token);
        var dashboard = await EnvironmentAsync(new Uri(login, "/environment"));
        var project = await EnvironmentAsync(new Uri(appHost.Urls()["back"], "/environment"));
        var process = Process.GetProcessById(await _client.GetFromJsonAsync<int>(new Uri(login, "/id"), _timeout.Token));

        Assert.Equal($"/login?t={dashboard["DASHBOARD__FRONTEND__BROWSERTOKEN"]}", login.PathAndQuery);
        Assert.Equal(("BrowserToken", "ApiKey"), (dashboard["DASHBOARD__FRONTEND__AUTHMODE"], dashboard["DASHBOARD__OTLP__AUTHMODE"]));
        Assert.Equal(dashboard["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"], project["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("grpc", project["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Equal($"x-otlp-api-key={dashboard["DASHBOARD__OTLP__PRIMARYAPIKEY"]}", project["OTEL_EXPORTER_OTLP_HEADERS"]);
        using var resources = new ResourceClient(
            new Uri(dashboard["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"]), dashboard["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"], _timeout.Token);
        Assert.Contains(await resources.ResourcesAsync(), resource => resource.DisplayName == "back");

        appHost.Signal(PosixSignal.SIGTERM);
        await appHost.WaitForExitAsync(_timeout.Token);
        Assert.True(process.HasExited);
        Assert.DoesNotContain("No dashboard", appHost.Output);

        await using var next = Start();
        await LoginAsync(next);
        Assert.DoesNotContain("Fetching", next.Output);
        Assert.Equal(1, _npm.Calls);
    }

    [Fact]
    public async Task A_killed_app_host_leaves_no_dashboard()
    {
        await using var appHost = Start();
        var login = await LoginAsync(appHost);
        var process = Process.GetProcessById(await _client.GetFromJsonAsync<int>(new Uri(login, "/id"), _timeout.Token));

        appHost.Kill();

        await process.WaitForExitAsync(_timeout.Token);
    }

    [Fact]
    public async Task A_dashboard_that_ends_is_told_and_the_application_runs_on()
    {
        await using var appHost = Start();
        var login = await LoginAsync(appHost);

        Process.GetProcessById(await _client.GetFromJsonAsync<int>(new Uri(login, "/id"), _timeout.Token)).Kill();

        await appHost.WaitForLineAsync("No dashboard: it ended with exit code 137", _timeout.Token);
        await appHost.WaitForLineAsync("Press Ctrl+C", _timeout.Token);
    }

    [Fact]
    public async Task A_registry_without_the_package_is_told_in_one_line_and_counted_on_no_more()
    {
        _npm.Refuse();
        await using var appHost = Start();

        var line = await appHost.WaitForLineAsync("No dashboard", _timeout.Token);
        await appHost.WaitForLineAsync("Press Ctrl+C", _timeout.Token);

        Assert.Matches(@"^No dashboard: npm could not fetch @microsoft/aspire-cli-\S+ \(E404\)\. Everything else runs\.$", line);

        await using var next = Start();
        await next.WaitForLineAsync("No dashboard", _timeout.Token);
        await next.WaitForLineAsync("Press Ctrl+C", _timeout.Token);
        var project = await EnvironmentAsync(new Uri(next.Urls()["back"], "/environment"));
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", project.Keys);

        _npm.Refuse(refuse: false);
        await using var after = Start();
        await after.WaitForLineAsync("The dashboard: fetched", _timeout.Token);
        await using var last = Start();
        await LoginAsync(last);
    }

    [Fact]
    public async Task Without_npm_one_line_says_so_and_no_telemetry_is_sent()
    {
        await using var appHost = AppHostProcess.Start([], new() { ["PATH"] = "/nowhere", ["ASPIRE_DASHBOARD_CACHE"] = _npm.Cache });

        var line = await appHost.WaitForLineAsync("No dashboard", _timeout.Token);
        await appHost.WaitForLineAsync("Press Ctrl+C", _timeout.Token);

        Assert.Equal("No dashboard: npm, which would fetch it, is not on the PATH. Everything else runs.", line);
        var project = await EnvironmentAsync(new Uri(appHost.Urls()["back"], "/environment"));
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", project.Keys);
    }

    [Fact]
    public async Task A_taken_port_is_told_in_one_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var appHost = Start($"http://localhost:{port}");

        await appHost.WaitForLineAsync($"No dashboard: its port {port} is taken", _timeout.Token);
        await appHost.WaitForLineAsync("Press Ctrl+C", _timeout.Token);

        Assert.Equal(0, _npm.Calls);
    }

    private AppHostProcess Start(string urls = "http://localhost:0") => AppHostProcess.Start([], new()
    {
        ["ASPNETCORE_URLS"] = urls,
        ["PATH"] = _npm.Folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"),
        ["ASPIRE_DASHBOARD_CACHE"] = _npm.Cache,
        ["FAKE_DASHBOARD"] = AppHostProcess.AssemblyOf("SampleWeb"),
    });

    private async Task<Uri> LoginAsync(AppHostProcess appHost)
    {
        const string line = "Login to the dashboard at ";
        return new((await appHost.WaitForLineAsync(line, _timeout.Token))[line.Length..]);
    }

    private async Task<Dictionary<string, string>> EnvironmentAsync(Uri url) =>
        (await _client.GetFromJsonAsync<Dictionary<string, string>>(url, _timeout.Token))!;
}
