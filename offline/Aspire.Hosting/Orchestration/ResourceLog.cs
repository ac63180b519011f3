using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

internal sealed class ResourceLog(Action<LogLine> written) : ILogger
{
    private const int Kept = 1000;
    private readonly Lock _gate = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly List<ChannelWriter<LogLine>> _watchers = [];
    private int _count;
    private bool _complete;

    public void Write(string content, bool isError)
    {
        lock (_gate)
        {
            var line = new LogLine(++_count, content, isError);
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }

            foreach (var watcher in _watchers)
            {
                watcher.TryWrite(line);
            }

            written(line);
        }
    }

    /// <summary>The last lines, and of the errors as many: what matters may have been written before much else arrived.</summary>
    public IReadOnlyList<LogLine> Last(int count)
    {
        lock (_gate)
        {
            return [.. _lines.TakeLast(count).Union(_lines.Where(line => line.IsErrorMessage).TakeLast(count)).OrderBy(line => line.LineNumber)];
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<LogLine>(new() { SingleReader = true });
        IReadOnlyList<LogLine> kept;
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

        if (kept.Count > 0)
        {
            yield return kept;
        }

        await foreach (var line in channel.Reader.ReadAllAsync(cancellationToken))
        {
            yield return [line];
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
