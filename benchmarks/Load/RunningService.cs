using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace CourseComments.Benchmarks.Load;

/// <summary>A program as a process of its own, on a port that the system chose.</summary>
public sealed partial class RunningService : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private RunningService(Process process, Uri url) => (_process, Url) = (process, url);

    /// <summary>What stands in the place of <c>bin</c> and of <c>release</c> in the folders of the programs to be started.</summary>
    public static (string Folder, string Form)? Published { get; set; }

    public Uri Url { get; }

    public long MemoryInMegabytes => Refreshed.WorkingSet64 / (1024 * 1024);

    public long PeakMemoryInMegabytes => Refreshed.PeakWorkingSet64 / (1024 * 1024);

    /// <summary>What it and its children have used of all cores, in user and kernel mode.</summary>
    public TimeSpan ProcessorTime => Children().Aggregate(Refreshed.TotalProcessorTime, (sum, child) => sum + child);

    private Process Refreshed
    {
        get
        {
            _process.Refresh();
            return _process;
        }
    }

    /// <param name="project">The project's name; built beside this program's, in the same configuration.</param>
    /// <param name="environment">Its whole configuration beside its own settings file.</param>
    public static Task<RunningService> StartAsync(string project, Dictionary<string, string> environment)
    {
        ArgumentNullException.ThrowIfNull(project);
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var (kind, form) = Published ?? (here.Parent!.Parent!.Name, here.Name);
        var folder = Path.Combine(here.Parent!.Parent!.Parent!.FullName, kind, project, form);
        var assembly = project.StartsWith("Momento.", StringComparison.Ordinal) ? project : $"CourseComments.{project}";
        return StartAsync(new ProcessStartInfo("dotnet", [Path.Combine(folder, $"{assembly}.dll")]) { WorkingDirectory = folder }, environment);
    }

    /// <param name="start">A program that says <c>Now listening on: http://…</c>, as Kestrel does.</param>
    /// <param name="environment">Its configuration.</param>
    public static async Task<RunningService> StartAsync(ProcessStartInfo start, Dictionary<string, string> environment)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(environment);
        start.RedirectStandardOutput = true;
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var listening = new TaskCompletionSource<Uri>();
        process.OutputDataReceived += (_, line) =>
        {
            if (ListeningOn().Match(line.Data ?? "") is { Success: true } match)
            {
                listening.TrySetResult(new Uri(match.Groups[1].Value));
            }
        };
        process.BeginOutputReadLine();
        try
        {
            return new RunningService(process, await listening.Task.WaitAsync(Patience));
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw new TimeoutException($"{string.Join(' ', start.ArgumentList)} did not listen within {Patience}.");
        }
    }

    /// <param name="start">A program that says nothing.</param>
    /// <param name="url">Where it will listen.</param>
    public static async Task<RunningService> StartAsync(ProcessStartInfo start, Uri url)
    {
        var service = new RunningService(Process.Start(start)!, url);
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using var connection = await HttpConnection.OpenAsync(url);
                return service;
            }
            catch (SocketException) when (!service._process.HasExited && TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Children().Any())
        {
            // Whoever has children ends them first.
            using var ending = Process.Start("kill", [_process.Id.ToString(CultureInfo.InvariantCulture)]);
            await ending.WaitForExitAsync();
        }
        else
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>The processor time of each.</summary>
    private IEnumerable<TimeSpan> Children()
    {
        var children = $"/proc/{_process.Id}/task/{_process.Id}/children";
        if (!File.Exists(children))
        {
            yield break;
        }

        foreach (var id in File.ReadAllText(children).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            using var child = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            yield return child.TotalProcessorTime;
        }
    }

    [GeneratedRegex("Now listening on: (http://\\S+)")]
    private static partial Regex ListeningOn();
}
