using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Orchestration;

/// <summary>A started process, its output read line by line until it ends.</summary>
internal sealed partial class ProjectProcess : IDisposable
{
    private const int SigTerm = 15;
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OutputPeriod = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProjectProcess(Process process, ResourceLog log, TimeProvider time)
    {
        _process = process;
        _time = time;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _exited.TrySetResult();
        process.Start();
        Completed = CompleteAsync(
            ReadAsync(process.StandardOutput, line => log.Write(line, isError: false)),
            ReadAsync(process.StandardError, line => log.Write(line, isError: true)));
    }

    public int Id => _process.Id;

    /// <summary>The exit code, once the process ended and its output is read.</summary>
    public Task<int> Completed { get; }

    /// <summary>Whether this app host told it to end, so that its end is no failure.</summary>
    public bool StopRequested { get; private set; }

    public static ProjectProcess Start(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string directory, ResourceLog log, TimeProvider time)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true, // Held open: its end tells the process that the app host is gone.
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        ProcessEnvironment.Fill(start.Environment, environment);
        return new ProjectProcess(new Process { StartInfo = start }, log, time);
    }

    /// <summary>Asks the process to end, and makes it when it does not.</summary>
    public async Task StopAsync()
    {
        if (!_exited.Task.IsCompleted)
        {
            StopRequested = true;
            if (OperatingSystem.IsWindows())
            {
                _process.StandardInput.Close();
            }
            else
            {
                _ = SendSignal(_process.Id, SigTerm);
            }
        }

        try
        {
            await Completed.WaitAsync(GracePeriod, _time);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            await Completed;
        }
    }

    public void Dispose() => _process.Dispose();

    private async Task<int> CompleteAsync(params Task[] readers)
    {
        await _exited.Task;
        try
        {
            // A process started by this one may hold the pipes open for longer.
            await Task.WhenAll(readers).WaitAsync(OutputPeriod, _time);
        }
        catch (TimeoutException)
        {
            // What it still writes is nobody's.
        }

        return _process.ExitCode;
    }

    /// <summary>On a thread of its own: reading from a pipe blocks, and the pool starts with few threads.</summary>
    private static Task ReadAsync(StreamReader reader, Action<string> write) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                while (reader.ReadLine() is { } line)
                {
                    write(line);
                }
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // The pipe broke, or the app host is done with it.
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
