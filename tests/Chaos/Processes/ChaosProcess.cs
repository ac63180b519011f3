using System.Diagnostics;

namespace CourseComments.Chaos.Processes;

/// <summary>
/// A program that is kept running, but for when it is killed on purpose, always on the port that the system chose at first.
/// </summary>
internal sealed class ChaosProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(300);

    private readonly Lock _lock = new();
    private readonly string _program;
    private readonly Func<int, Dictionary<string, string>> _environment;
    private readonly TimeProvider _time;
    private readonly ProcessOutput _output;
    private readonly SemaphoreSlim _wanted = new(0);
    private readonly List<Process> _processes = [];
    private readonly Task _running;
    private Process? _process;
    private Process? _killed;
    private bool _isWanted = true;
    private bool _isOver;

    /// <param name="name">For people.</param>
    /// <param name="program">Its assembly.</param>
    /// <param name="environment">Its configuration, by the port to listen on, which is 0 the first time.</param>
    /// <param name="outputFile">Where its output goes.</param>
    /// <param name="time">The clock.</param>
    public ChaosProcess(string name, string program, Func<int, Dictionary<string, string>> environment, string outputFile, TimeProvider time)
    {
        (Name, _program, _environment, _time) = (name, program, environment, time);
        _output = new ProcessOutput(outputFile);
        _running = RunAsync();
    }

    public string Name { get; }

    public Uri Url => new($"http://127.0.0.1:{_output.Port}");

    /// <summary>How often it ended although nobody killed it.</summary>
    public int Failures { get; private set; }

    /// <summary>Waits until it listens, for the first time or since it was killed.</summary>
    public async Task ListeningAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _output.Listening.WaitAsync(Patience, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{Name} did not listen within {Patience}.");
        }
    }

    public async Task KillAsync()
    {
        Process? process;
        lock (_lock)
        {
            _isWanted = false;
            process = _killed = _process;
            _output.Forget();
        }

        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(Patience, _time);
        }
    }

    public void Start()
    {
        lock (_lock)
        {
            _isWanted = true;
        }

        _wanted.Release();
    }

    public void Pause() => Signal(PosixSignals.Stop);

    public void Resume() => Signal(PosixSignals.Continue);

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isOver = true;
        }

        await KillAsync();
        _wanted.Release();
        await _running;
        _processes.ForEach(process => process.Dispose());
        _wanted.Dispose();
        await _output.DisposeAsync();
    }

    private async Task RunAsync()
    {
        // Not on the caller's stack: the constructor returns at once.
        await Task.Yield();
        while (!_isOver)
        {
            if (Launch() is not { } process)
            {
                await _wanted.WaitAsync();
                continue;
            }

            // Ends when the output does, too, so that nothing of it is lost.
            await process.WaitForExitAsync();
            bool wasKilled;
            lock (_lock)
            {
                wasKilled = _killed == process;
                _process = null;
            }

            if (!wasKilled)
            {
                Failures++;
                await Task.Delay(PauseAfterFailure, _time);
            }
        }
    }

    private Process? Launch()
    {
        lock (_lock)
        {
            if (!_isWanted || _isOver)
            {
                return null;
            }

            _process = Process.Start(ServicePrograms.StartOf(_program, _environment(_output.Port)))!;
            _processes.Add(_process);
            _output.Follow(_process);
            return _process;
        }
    }

    private void Signal(Action<Process> send)
    {
        lock (_lock)
        {
            if (_process is { HasExited: false } process)
            {
                send(process);
            }
        }
    }
}
