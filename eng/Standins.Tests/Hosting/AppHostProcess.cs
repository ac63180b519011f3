using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace CourseComments.Standins.Tests.Hosting;

/// <summary>The fixture's app host as a process of its own, as a developer runs it.</summary>
internal sealed partial class AppHostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _output = new();

    private AppHostProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Receive(line.Data);
        process.ErrorDataReceived += (_, line) => Receive(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _output);

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it without a dashboard.</summary>
    public static AppHostProcess Start(params string[] args) => Start(args, new() { ["ASPIRE_DASHBOARD_ENABLED"] = "false" });

    public static AppHostProcess Start(string[] args, Dictionary<string, string> environment)
    {
        string[] command = ["dotnet", AssemblyOf("SampleAppHost"), .. args];
        if (IgnoresInterrupts())
        {
            // Found here: what is started may be given another PATH, and env would look there.
            var dotnet = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, command[0])).First(File.Exists);
            command = ["env", "--default-signal=INT", dotnet, .. command[1..]];
        }

        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Projects.SampleAppHost.ProjectPath,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://localhost:0";
        start.Environment["Parameters__api_key"] = "sesame";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new AppHostProcess(new Process { StartInfo = start });
    }

    /// <summary>What a fixture's project was built to.</summary>
    public static string AssemblyOf(string project)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(folder.Parent!.Parent!.FullName, project, folder.Name, $"CourseComments.{project}.dll");
    }

    /// <summary>The first line with the text, written already or still to come.</summary>
    public async Task<string> WaitForLineAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                if (_output.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } found)
                {
                    return found;
                }

                await _lines.Reader.ReadAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Told below, with what there was instead.
        }

        throw new TimeoutException($"The app host never wrote '{text}' but:\n{Output}");
    }

    public void Signal(PosixSignal signal) => Assert.Equal(0, SendSignal(_process.Id, signal == PosixSignal.SIGTERM ? 15 : signal == PosixSignal.SIGINT ? 2 : 9));

    public void Kill() => _process.Kill();

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>The addresses in the table that ends the start.</summary>
    public Dictionary<string, Uri> Urls() => TableRow().Matches(Output)
        .ToDictionary(row => row.Groups["name"].Value, row => new Uri(row.Groups["url"].Value));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    /// <summary>As what a script runs in the background does, and all that it starts in turn.</summary>
    private static bool IgnoresInterrupts()
    {
        const ulong interrupt = 1 << 1;
        var ignored = OperatingSystem.IsLinux() ? File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) : null;
        return ignored is not null && (Convert.ToUInt64(ignored["SigIgn:".Length..].Trim(), 16) & interrupt) != 0;
    }

    private void Receive(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
            _lines.Writer.TryWrite(line);
        }
    }

    [GeneratedRegex(@"^  (?<name>[a-z-]+) +Running +(?<url>http://\S+)$", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
