using System.Diagnostics;

namespace Momento.Emulator.Tests.Configuration;

/// <summary>The emulator as a process of its own.</summary>
public sealed class StartupTests
{
    private const string Secret = "too-short-a-secret";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Every_fault_of_the_configuration_is_listed_at_once_without_values_and_the_exit_code_is_1()
    {
        var (exitCode, error) = await RunAsync(
            ("Kestrel:Endpoints:grpc:Url", "http://127.0.0.1:0"),
            ("Emulator:Foo", "x"),
            ("Emulator:Sync", "true"),
            ("Emulator:Chaos:Seed", "-1"),
            ("Emulator:Chaos:Drop", "1.1"),
            ("Emulator:Chaos:Duplicate", "often"),
            ("Emulator:Chaos:Delay", "NaN"),
            ("Emulator:Chaos:MaxDelay", "2.00:00:00"),
            ("Emulator:Chaos:Typo", "1"),
            ("Emulator:TopicIdleTime", "2.00:00:00"),
            ("Emulator:RequireAuthentication", "maybe"),
            ("Emulator:Caches:0", "cache"),
            ("Emulator:Caches:1", "cache"),
            ("Emulator:Caches:2", " "),
            ("Emulator:Keys:0:Key", ""),
            ("Emulator:Keys:0:Role", "superuser"),
            ("Emulator:Keys:1:Key", "my-private-key"),
            ("Emulator:Keys:1:Role", "king"),
            ("Emulator:Keys:1:Rolle", "superuser"),
            ("Emulator:Keys:2:Key", "my-private-key"),
            ("Emulator:Keys:2:Role", "readwrite"),
            ("Emulator:Webhooks:0:Name", "hook"),
            ("Emulator:Webhooks:0:Cache", "elsewhere"),
            ("Emulator:Webhooks:0:Topic", "topic"),
            ("Emulator:Webhooks:0:SigningSecret", Secret),
            ("Emulator:Webhooks:1:Name", "hook"),
            ("Emulator:Webhooks:1:Cache", "cache"),
            ("Emulator:Webhooks:1:Url", "/relative"),
            ("Emulator:Webhooks:1:SigningSecret", "long-enough-to-be-a-signing-secret"));

        Assert.Equal(1, exitCode);
        Assert.Equal(
            [
                "Emulator:Caches:1", "Emulator:Caches:2", "Emulator:Chaos:Delay", "Emulator:Chaos:Drop", "Emulator:Chaos:Duplicate",
                "Emulator:Chaos:MaxDelay", "Emulator:Chaos:Seed", "Emulator:Chaos:Typo", "Emulator:Foo", "Emulator:Keys:0:Key", "Emulator:Keys:1:Role",
                "Emulator:Keys:1:Rolle", "Emulator:Keys:2:Key", "Emulator:RequireAuthentication", "Emulator:Sync", "Emulator:TopicIdleTime", "Emulator:Webhooks:0:Cache",
                "Emulator:Webhooks:0:SigningSecret", "Emulator:Webhooks:0:Url", "Emulator:Webhooks:1:Name",
                "Emulator:Webhooks:1:Topic", "Emulator:Webhooks:1:Url",
            ],
            error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select(line => line.Trim().Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Secret, error, StringComparison.Ordinal);
        Assert.DoesNotContain("my-private-key", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_line_that_names_it_and_the_exit_code_is_1()
    {
        await using var other = await RunningEmulator.StartAsync();

        var (exitCode, error) = await RunAsync(("Kestrel:Endpoints:grpc:Url", $"http://{other.Authority}"));

        Assert.Equal(1, exitCode);
        Assert.Contains(other.Authority, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alone_it_starts_says_it_is_healthy_and_stops_when_told()
    {
        using var process = Start(("Kestrel:Endpoints:grpc:Url", "http://127.0.0.1:0"));
        var url = await ReadListeningUrlAsync(process);
        using var http = new HttpClient { Timeout = Patience };

        Assert.Equal(200, (int)(await http.GetAsync(new Uri($"{url}/health"))).StatusCode);
        Assert.Equal(200, (int)(await http.GetAsync(new Uri($"{url}/alive"))).StatusCode);

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await WaitForExitAsync(process);
        Assert.Equal(0, process.ExitCode);
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(params (string Key, string Value)[] settings)
    {
        using var process = Start(settings);
        var error = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        await WaitForExitAsync(process);
        return (process.ExitCode, await error);
    }

    private static Process Start(params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(EmulatorApplication).Assembly.Location])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["Kestrel__Endpoints__http__Url"] = "http://127.0.0.1:0" },
        };
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
    }

    private static async Task<string> ReadListeningUrlAsync(Process process)
    {
        using var timeout = new CancellationTokenSource(Patience);
        var urls = new List<string>();
        while (urls.Count < 2)
        {
            var line = await process.StandardOutput.ReadLineAsync(timeout.Token)
                ?? throw new InvalidOperationException("The emulator stopped before it listened.");
            urls.AddRange(line.Split("listening on: ").Skip(1));
        }

        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return urls[1];
    }

    private static async Task WaitForExitAsync(Process process)
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill();
            throw new TimeoutException($"Waited {Patience.TotalSeconds} s for the emulator to exit.", exception);
        }
    }
}
