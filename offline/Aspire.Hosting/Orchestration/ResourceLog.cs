using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

internal sealed class ResourceLog(Action<LogLine> written, TimeProvider time) : ILogger
{
    private const int MostKept = 1000;
    private readonly Lock _gate = new();
    private readonly Queue<TimedLogLine> _lines = new();
    private readonly List<ChannelWriter<TimedLogLine>> _watchers = [];
    private int _count;
    private bool _complete;

    public void Write(string content, bool isError)
    {
        lock (_gate)
        {
            var line = new TimedLogLine(time.GetUtcNow(), new(++_count, content, isError));
            _lines.Enqueue(line);
            if (_lines.Count > MostKept)
            {
                _lines.Dequeue();
            }

            foreach (var watcher in _watchers)
            {
                watcher.TryWrite(line);
            }

            written(line.Line);
        }
    }

    /// <summary>The last lines, and of the errors as many: what matters may have been written before much else arrived.</summary>
    public IReadOnlyList<LogLine> Last(int count)
    {
        lock (_gate)
        {
            var lines = _lines.Select(line => line.Line).ToArray();
            return [.. lines.TakeLast(count).Union(lines.Where(line => line.IsErrorMessage).TakeLast(count)).OrderBy(line => line.LineNumber)];
        }
    }

    /// <summary>The lines kept so far.</summary>
    public IReadOnlyList<TimedLogLine> Kept()
    {
        lock (_gate)
        {
            return [.. _lines];
        }
    }

    /// <summary>The lines kept so far, then each new one.</summary>
    public async IAsyncEnumerable<IReadOnlyList<TimedLogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<TimedLogLine>(new() { SingleReader = true });
        IReadOnlyList<TimedLogLine> kept;
        lock (_gate)
        {
            kept = [.. _lines];
            if (_complete)
            {
                channel.Writer.Complete();
            }
            else
            {
                _watchers.Add(channel.Writer);
            }
        }

        try
        {
            if (kept.Count > 0)
            {
                yield return kept;
            }

            await foreach (var line in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return [line];
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers.Remove(channel.Writer);
            }
        }
    }

    public void Complete()
    {
        lock (_gate)
        {
            _complete = true;
            foreach (var watcher in _watchers)
            {
                watcher.TryComplete();
            }

            _watchers.Clear();
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var text = formatter(state, exception) + (exception is null ? "" : Environment.NewLine + exception);
        foreach (var line in text.Split('\n'))
        {
            Write(line.TrimEnd('\r'), logLevel >= LogLevel.Error);
        }
    }
}
