using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CourseComments.Chaos.Processes;

/// <summary>What a program writes, over all of its processes: kept in a file, and asked where it listens.</summary>
internal sealed partial class ProcessOutput(string file) : IAsyncDisposable
{
    private readonly TextWriter _file = TextWriter.Synchronized(new StreamWriter(file) { AutoFlush = true });
    private readonly Lock _lock = new();
    private TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The port that the first process listened on; 0 as long as none did.</summary>
    public int Port { get; private set; }

    /// <summary>Done when the process that runs listens.</summary>
    public Task Listening
    {
        get
        {
            lock (_lock)
            {
                return _listening.Task;
            }
        }
    }

    /// <summary>The process is gone; the next one listens for itself.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Follow(Process process)
    {
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private void Keep(string? line)
    {
        _file.WriteLine(line);
        if (ListeningOn().Match(line ?? "") is not { Success: true } match)
        {
            return;
        }

        // Of several addresses the first is meant.
        lock (_lock)
        {
            Port = Port == 0 ? new Uri(match.Groups[1].Value).Port : Port;
            _listening.TrySetResult();
        }
    }

    [GeneratedRegex("listening on: (http://\\S+)")]
    private static partial Regex ListeningOn();
}
