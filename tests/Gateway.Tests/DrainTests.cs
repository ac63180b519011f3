using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CourseComments.TestSupport;

namespace CourseComments.Gateway.Tests;

/// <summary>What a platform does when it replaces a replica: SIGTERM, while requests are under way.</summary>
public sealed partial class DrainTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Request_in_flight_at_sigterm_is_answered_and_no_new_one_is_taken()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // Has no SIGTERM.
        }

        await using var backend = await Backend.StartAsync("tokens");
        var answer = new TaskCompletionSource();
        backend.Answer = answer.Task;
        using var gateway = Start(backend);
        try
        {
            await DrainAsync(gateway, backend, answer);
        }
        finally
        {
            gateway.Kill();
        }
    }

    private static async Task DrainAsync(Process gateway, Backend backend, TaskCompletionSource answer)
    {
        var url = await ListeningAsync(gateway);
        using var client = new HttpClient { BaseAddress = url };
        using var content = new ByteArrayContent([]);
        var inFlight = client.PostAsync(new Uri("/api/tokens", UriKind.Relative), content);
        await Eventually.GetAsync("the request's way to the backend", () => Task.FromResult(backend.Received.IsEmpty ? null : backend));
        await ProcessRun.ToEndAsync(new ProcessStartInfo("kill", ["-TERM", $"{gateway.Id}"]), Patience);
        await Eventually.GetAsync("the refusal of a new connection", () => RefusalAsync(url));
        Assert.False(gateway.HasExited);
        answer.SetResult();

        using var response = await inFlight.WaitAsync(Patience);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("tokens", await response.Content.ReadAsStringAsync());
        await gateway.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, gateway.ExitCode);
    }

    private static Process Start(Backend backend)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location])
        {
            // Where the gateway's settings are; beside the tests lie those of other programs.
            WorkingDirectory = GatewayFolder(),
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Authentication__Schemes__Bearer__Authority"] = TestIdentity.Issuer;
        start.Environment["Authentication__Schemes__Bearer__ValidAudiences__0"] = TestIdentity.Audience;
        start.Environment["services__tokens__http__0"] = backend.Url;
        start.Environment["services__webhooks__http__0"] = backend.Url;
        return Process.Start(start)!;
    }

    /// <summary>The folder that the tests' web application factory takes for the gateway's, too.</summary>
    private static string GatewayFolder()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "MvcTestingAppManifest.json")));
        return manifest.RootElement.GetProperty(typeof(Program).Assembly.FullName!).GetString()!;
    }

    private static async Task<Uri> ListeningAsync(Process gateway)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (await gateway.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            if (ListeningOn().Match(line) is { Success: true } match)
            {
                _ = gateway.StandardOutput.ReadToEndAsync(CancellationToken.None); // So that it is never held up by a full pipe.
                return new Uri(match.Value);
            }
        }

        throw new InvalidOperationException("The gateway ended before it listened.");
    }

    private static async Task<HttpRequestException?> RefusalAsync(Uri url)
    {
        using var stranger = new HttpClient();
        try
        {
            using var response = await stranger.GetAsync(new Uri(url, "/alive"));
            return null;
        }
        catch (HttpRequestException refusal)
        {
            return refusal;
        }
    }

    [GeneratedRegex(@"(?<=Now listening on: )http://\S+")]
    private static partial Regex ListeningOn();
}
